'use strict';
const http = require('node:http');
const { SampleColumns } = require('./columns');
const { summary, outliers } = require('./statistics');

const SCALES = 24;
const samples = new SampleColumns();

function reply(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

function take(req, res, scale) {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const values = Buffer.concat(chunks).toString().split(',').map(Number);
    if (values.length > 16 || !values.every((value) => value > 0 && value < 1e6)) return reply(res, 422, { error: 'grams, please' });
    for (const grams of values) samples.add(scale, grams);
    reply(res, 202, { taken: values.length });
  });
}

http
  .createServer((req, res) => {
    const [, kind, number, what] = req.url.split('/');
    if (kind === 'status') return reply(res, 200, samples.stats);
    const scale = Number(number);
    if (kind !== 'scales' || !(scale >= 1 && scale <= SCALES)) return reply(res, 404, { error: 'no such scale' });
    if (req.method === 'POST') return take(req, res, scale);
    const latest = samples.latest(scale, 50);
    if (what === 'outliers') return reply(res, 200, outliers(latest));
    reply(res, 200, summary(latest));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
