'use strict';

const http = require('node:http');
const labelOf = require('./lib/label');
const { Spool } = require('./lib/spool');

const spool = new Spool();

function answer(res, status, value) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

function validate(parcel) {
  for (const field of ['parcel', 'name', 'street', 'city', 'country']) {
    if (typeof parcel[field] !== 'string' || parcel[field].length > 80) return `${field} is missing or too long`;
  }
  return null;
}

http
  .createServer((req, res) => {
    if (req.method === 'GET' && req.url === '/printer') return answer(res, 200, spool.status());
    if (req.method === 'GET' && req.url === '/waiting') return answer(res, 200, spool.waiting(10));
    if (req.method === 'GET') return answer(res, req.url === '/' ? 200 : 404, { service: 'labels' });
    if (req.method !== 'POST' || req.url !== '/labels') return answer(res, 405, { error: 'not allowed' });
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => (text += chunk));
    req.on('end', () => {
      let parcel;
      try {
        parcel = JSON.parse(text);
      } catch {
        return answer(res, 400, { error: 'not JSON' });
      }
      const problem = validate(parcel);
      if (problem !== null) return answer(res, 422, { error: problem });
      const label = labelOf(parcel);
      answer(res, 202, { zone: label.zone, ...spool.print(label) });
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
