'use strict';
const http = require('node:http');
const { CarrierRates } = require('./poller');

function readConfig() {
  const zones = Array.from({ length: 24 }, (_, i) => ({ zone: `z${i}`, base: 390 + i * 20, perKilo: 45 + (i % 6) * 10 }));
  return { everySeconds: 600, zones, loadedAt: new Date().toISOString() };
}

let rates = new CarrierRates(readConfig());
let reloads = 0;

function reload() {
  rates = new CarrierRates(readConfig());
  reloads++;
  return { reloads, zones: rates.table.size };
}

process.on('SIGHUP', reload);

http
  .createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://shipping.local');
    res.setHeader('content-type', 'application/json');
    try {
      if (pathname === '/health') return res.end(JSON.stringify({ reloads }));
      if (pathname === '/admin/reload' && req.method === 'POST') {
        req.resume();
        return res.end(JSON.stringify(reload()));
      }
      if (pathname === '/prices') {
        const cents = rates.price(searchParams.get('zone') ?? 'z0', Number(searchParams.get('kilos') ?? 1));
        return res.end(JSON.stringify({ cents, asOf: rates.config.loadedAt }));
      }
      res.statusCode = 404;
      res.end('{}');
    } catch (error) {
      res.statusCode = 400;
      res.end(JSON.stringify({ error: error.message }));
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
