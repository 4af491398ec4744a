'use strict';
const http = require('node:http');
const pipeline = require('./pipeline');

const counts = { accepted: 0, refused: 0 };

function bodyOf(req) {
  return new Promise((resolve, reject) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => (text += chunk));
    req.on('end', () => resolve(text));
    req.on('error', reject);
  });
}

function send(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

async function submit(kind, req, res) {
  let input;
  try {
    input = JSON.parse(await bodyOf(req));
  } catch {
    return send(res, 400, { error: 'no JSON' });
  }
  if (typeof input.text !== 'string' || input.text.length > 20_000) return send(res, 422, { error: 'no text' });
  const document = { author: String(input.author ?? 'anonymous'), text: input.text, meta: {}, trail: [] };
  try {
    const { text, meta, trail } = pipeline.process(kind, document);
    counts.accepted++;
    send(res, 200, { text, meta, trail });
  } catch (error) {
    if (!(error instanceof pipeline.PluginAbort)) return send(res, 500, { error: error.message });
    counts.refused++;
    send(res, 409, { error: error.message, trail: document.trail });
  }
}

http
  .createServer((req, res) => {
    const [, kind] = req.url.split('/');
    if (req.method === 'POST' && pipeline.kinds.includes(kind)) return void submit(kind, req, res);
    if (req.method === 'GET' && kind === 'stats') return send(res, 200, { ...counts, ...pipeline.stats() });
    send(res, 404, { error: 'not found' });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
