'use strict';
const http = require('node:http');
const { HitTable } = require('./hit-table');

const table = new HitTable({ slots: 256, maxSlots: 16_384 });
const campaigns = ['spring', 'summer', 'autumn', 'winter'];

function targetOf(code) {
  const campaign = campaigns[HitTable.hash(code) % campaigns.length];
  return `https://shop.example/${campaign}?utm_source=short&utm_content=${encodeURIComponent(code)}`;
}

http
  .createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://go.example');
    if (pathname === '/') return res.end('ok');
    if (pathname === '/top') {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify({ known: table.count, top: table.top(10) }));
    }
    const code = pathname.slice(1);
    const hits = table.bump(code, Date.now());
    res.writeHead(302, { location: targetOf(code), 'x-hits': String(hits) }).end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
