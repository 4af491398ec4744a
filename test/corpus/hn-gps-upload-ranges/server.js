'use strict';

const http = require('node:http');
const { FieldUnit } = require('./lib/field-unit');
const { Trackers } = require('./lib/trackers');

const trackers = new Trackers();
const units = new Map(['van-1', 'van-2', 'bike-1', 'bike-2', 'truck-1'].map((name) => [name, new FieldUnit(name)]));

function poll(unit) {
  const sequences = unit.packets();
  let fresh = 0;
  for (const sequence of sequences) {
    const angle = sequence / 90;
    if (trackers.receive(unit.name, sequence, { lat: 52 + Math.sin(angle) / 50, lon: 13 + Math.cos(angle) / 50 })) fresh++;
  }
  return { packets: sequences.length, fresh };
}

http
  .createServer((req, res) => {
    req.resume();
    const [, scope, name, what] = req.url.split('/');
    res.setHeader('content-type', 'application/json');
    if (scope === '') return res.end(JSON.stringify(trackers.totals));
    const unit = scope === 'units' ? units.get(name) : undefined;
    if (unit === undefined) {
      res.statusCode = 404;
      return res.end('{"error":"no such unit"}');
    }
    if (req.method === 'POST' && what === 'poll') return res.end(JSON.stringify(poll(unit)));
    if (what === 'missing') return res.end(JSON.stringify(trackers.resend(name)));
    res.end(JSON.stringify(trackers.track(name)));
  })
  .listen(process.env.PORT, '127.0.0.1');
