'use strict';
const http = require('node:http');
const { sell, skim, journals, PRICES } = require('./tills');

function send(res, status, body) {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

function withBody(req, callback) {
  let text = '';
  req.on('data', (chunk) => (text += chunk));
  req.on('end', () => {
    try {
      callback(null, JSON.parse(text || '{}'));
    } catch (error) {
      callback(error);
    }
  });
}

http
  .createServer((req, res) => {
    const [, kind, number, what] = req.url.split('/');
    const till = Number(number);
    if (kind === 'prices') return send(res, 200, PRICES);
    if (kind !== 'tills' || !journals.has(till)) return send(res, 404, { error: 'no such till' });
    if (req.method === 'POST' && what === 'sales') {
      return withBody(req, (error, body) => {
        if (error || !Array.isArray(body.items)) return send(res, 400, { error: 'items, please' });
        const sale = sell(till, body.items);
        send(res, sale ? 201 : 422, sale ?? { error: 'nothing of that is sold here' });
      });
    }
    if (req.method === 'POST' && what === 'skims') return send(res, 200, skim(till));
    if (what === 'journal') return send(res, 200, journals.get(till).tail());
    send(res, 404, { error: 'not found' });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
