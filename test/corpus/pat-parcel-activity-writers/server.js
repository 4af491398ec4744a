'use strict';
const http = require('node:http');
const scans = require('./lib/scans');
const desk = require('./lib/desk');
const activity = require('./lib/activity');

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://depot');
    const [, kind, parcel, what] = url.pathname.split('/');
    const reply = (status, body) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    if (kind === 'activity') return reply(200, activity.latest(10));
    if (kind !== 'parcels' || !parcel) return reply(kind ? 404 : 200, {});
    if (req.method === 'POST' && what === 'scans') {
      return reply(201, scans.record(parcel, url.searchParams.get('depot') ?? 'unknown'));
    }
    const answer = desk.inquire(parcel, req.headers['x-agent'] ?? 'web');
    reply(answer ? 200 : 404, answer ?? { error: 'never scanned' });
  })
  .listen(process.env.PORT, '127.0.0.1');
