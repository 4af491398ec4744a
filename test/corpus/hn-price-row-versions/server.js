'use strict';
const http = require('node:http');
const { setImmediate: tick } = require('node:timers/promises');
const { PriceTable } = require('./db/price-table');
const { exportPrices, finished } = require('./exports');

const table = new PriceTable(Array.from({ length: 60 }, (_, n) => `sku-${n + 1}`));

async function discount(sku, { percent, floor, campaign }) {
  const transaction = table.begin('discount');
  try {
    const row = table.read(sku, transaction);
    if (row === null) return { applied: false, reason: 'unknown sku' };
    await tick();
    const cents = Math.max(120, Math.round((row.cents * (100 - percent)) / 100));
    if (floor !== undefined && cents < floor) return { applied: false, reason: 'below floor', cents: row.cents };
    return { applied: true, cents, version: table.write(sku, cents, campaign) };
  } finally {
    table.snapshots.close(transaction);
  }
}

function current(sku) {
  const snapshot = table.begin('read');
  const row = table.read(sku, snapshot);
  table.snapshots.close(snapshot);
  return row;
}

async function json(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

http
  .createServer(async (req, res) => {
    const [, kind, name] = req.url.split('/');
    const send = (status, value) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (kind === 'discounts' && req.method === 'POST') return send(200, await discount(name, await json(req)));
    if (kind === 'prices' && name) return send(200, current(name));
    if (kind === 'exports' && req.method === 'POST') {
      const { format } = await json(req);
      void exportPrices(table, format);
      return send(202, { accepted: true });
    }
    if (kind === 'exports') return send(200, finished);
    send(404, { error: 'not found' });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
