'use strict';
const http = require('node:http');
const { Tracks } = require('./tracks');
const { within } = require('./geo');

const tracks = new Tracks();
const zones = {
  inner: { south: 48.19, north: 48.22, west: 16.35, east: 16.39 },
  north: { south: 48.22, north: 48.3, west: 16.3, east: 16.5 },
};

function json(res, status, body) {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

function ping(req, res, courier) {
  let text = '';
  req.on('data', (chunk) => (text += chunk));
  req.on('end', () => {
    const [lat, lon] = text.split(',').map(Number);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return json(res, 422, { error: 'no position' });
    const jitter = (Date.now() % 97) / 1e5;
    json(res, 200, { points: tracks.add(courier, lat + jitter, lon - jitter) });
  });
}

function zone(res, name) {
  const box = zones[name];
  if (!box) return json(res, 404, { error: 'no such zone' });
  const inside = [...tracks.positions()].filter(({ lat, lon }) => within(box, lat, lon));
  json(res, 200, { zone: name, couriers: inside.map(({ courier }) => courier) });
}

http
  .createServer((req, res) => {
    const [, kind, name, what] = req.url.split('/');
    if (kind === 'zones') return zone(res, name);
    if (kind !== 'couriers' || !/^c\d{1,3}$/.test(name ?? '')) return json(res, 404, { error: 'not found' });
    if (req.method === 'POST' && what === 'pings') return ping(req, res, name);
    if (what === 'track') return json(res, 200, { total: tracks.total(name), points: tracks.last(name, 10) });
    json(res, 404, { error: 'not found' });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
