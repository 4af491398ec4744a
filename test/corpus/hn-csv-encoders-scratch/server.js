'use strict';
const http = require('node:http');
const { createHash } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { EncoderPool } = require('./encoder');

const pool = new EncoderPool();
const carriers = ['DHL', 'Post "Express"', 'Bike; local', 'Pick-up'];

/** Most accounts have a few shipments, some have hundreds. */
function* shipmentsOf(account) {
  const draw = createHash('sha1').update(account).digest().readUInt32LE(0) / 2 ** 32;
  const count = Math.min(700, Math.ceil(3 / (1 - draw) ** 0.9));
  for (let n = 0; n < count; n++) {
    yield [`${account}-${n}`, carriers[n % carriers.length], (n * 37) % 900, `2024-0${1 + (n % 9)}-1${n % 9}`, n % 11 === 0 ? 'returned' : 'delivered'];
  }
}

async function exportOf(account) {
  return pool.use(async (encoder) => {
    encoder.begin();
    encoder.row(['shipment', 'carrier', 'grams', 'day', 'state']);
    let rows = 0;
    for (const shipment of shipmentsOf(account)) {
      encoder.row(shipment);
      if (++rows % 200 === 0) await sleep(1);
    }
    return encoder.finish();
  });
}

http
  .createServer(async (req, res) => {
    const [, root, account] = req.url.split('/');
    if (root === 'exports' && account) {
      const { bytes, escaped } = await exportOf(account);
      res.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'content-length': bytes.length, 'x-escaped': escaped });
      return res.end(bytes);
    }
    if (root === 'encoders') return res.end(JSON.stringify({ made: pool.made }));
    res.writeHead(404).end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
