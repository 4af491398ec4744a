'use strict';
const http = require('node:http');
const { startMeters } = require('./meter');
const { readMeter, MeterSilent } = require('./readout');

const lastKnown = new Map();
const silent = new Map();
const METERS = 60;

function answer(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

async function readout(port, meter) {
  const reading = await readMeter(port, meter);
  lastKnown.set(meter, { ...reading, at: Date.now() });
  silent.delete(meter);
  return reading;
}

async function building(port, first) {
  const meters = Array.from({ length: 3 }, (_, n) => ((first + n) % METERS) + 1).filter((meter) => meter % 10 !== 7);
  const readings = await Promise.all(meters.map((meter) => readout(port, meter)));
  return { readings, total: readings.reduce((sum, { kwh }) => sum + kwh, 0) };
}

async function handle(port, req, res) {
  const { pathname } = new URL(req.url, 'http://meters');
  const [, kind, number] = pathname.split('/');
  const meter = Number(number);
  if (kind === 'known') return answer(res, 200, { known: [...lastKnown.values()].slice(0, 10), silent: [...silent] });
  if (!Number.isInteger(meter) || meter < 1 || meter > METERS) return answer(res, 404, { error: 'no such meter' });
  try {
    if (kind === 'meters') return answer(res, 200, await readout(port, meter));
    if (kind === 'buildings') return answer(res, 200, await building(port, meter));
    answer(res, 404, { error: 'not found' });
  } catch (error) {
    if (!(error instanceof MeterSilent)) return answer(res, 500, { error: error.message });
    silent.set(meter, Date.now());
    answer(res, 504, { error: error.message, last: lastKnown.get(meter) ?? null });
  }
}

startMeters().then((port) => {
  http.createServer((req, res) => void handle(port, req, res)).listen(Number(process.env.PORT), '127.0.0.1');
});
