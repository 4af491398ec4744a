'use strict';
const http = require('node:http');
const { TariffCache } = require('./tariff-cache');
const { loadTariff, costOf } = require('./tariffs');

const cache = new TariffCache(600);
const METERS = new Set(['smart', 'ferraris', 'dual']);

const handlers = {
  tariffs(postcode, meter) {
    return cache.get(`${postcode}/${meter}`, loadTariff);
  },
  costs(postcode, meter, query) {
    const tariff = cache.get(`${postcode}/${meter}`, loadTariff);
    const kwh = Number(query.get('kwh')) || 250;
    return {
      kwh,
      day: costOf(tariff, kwh, 'day'),
      night: costOf(tariff, kwh, 'night'),
    };
  },
};

http
  .createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://tariffs');
    const [, kind, postcode, meter] = pathname.split('/');
    res.setHeader('content-type', 'application/json');
    if (kind === 'stats') return res.end(JSON.stringify(cache.stats));
    if (!(kind in handlers) || !/^\d{4}$/.test(postcode ?? '') || !METERS.has(meter)) {
      res.statusCode = 404;
      return res.end('{"error":"not found"}');
    }
    res.end(JSON.stringify(handlers[kind](postcode, meter, searchParams)));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
