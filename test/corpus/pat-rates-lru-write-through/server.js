'use strict';
const http = require('node:http');
const { createLru } = require('./lru');

const rates = createLru(250);

/** Stands in for the table of the bank, which is read on a miss. */
function load(pair) {
  let sum = 0;
  for (const letter of pair) sum = (sum * 31 + letter.charCodeAt(0)) % 10_007;
  return { pair, bid: 0.5 + sum / 10_000, ask: 0.502 + sum / 10_000, source: 'table', asOf: new Date().toISOString() };
}

function rateOf(pair) {
  let rate = rates.get(pair);
  if (rate === undefined) {
    rate = load(pair);
    rates.set(pair, rate);
  }
  return rate;
}

function body(req, done) {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (part) => (text += part));
  req.on('end', () => {
    try {
      done(null, JSON.parse(text));
    } catch (error) {
      done(error);
    }
  });
}

http
  .createServer((req, res) => {
    const answer = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    const [, resource, pair] = req.url.split('/');
    if (resource === 'health') return answer(200, { cached: rates.size });
    if (resource !== 'rates' || !/^[A-Z]{6}$/.test(pair ?? '')) return answer(404, { error: 'not found' });
    if (req.method === 'GET') return answer(200, rateOf(pair));
    if (req.method !== 'PUT') return answer(405, { error: 'method' });
    body(req, (error, tick) => {
      if (error) return answer(400, { error: error.message });
      rates.set(pair, { pair, bid: tick.bid, ask: tick.ask, source: tick.source ?? 'feed', asOf: new Date().toISOString() });
      answer(200, { accepted: true });
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
