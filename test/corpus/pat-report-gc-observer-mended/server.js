'use strict';

const http = require('node:http');
const { profiled } = require('./lib/profile');
const { NoData, reports } = require('./lib/reports');

const slowest = [];

function note(profile) {
  slowest.push({ name: profile.name, ms: profile.ms, gcMs: profile.gcMs });
  slowest.sort((a, b) => b.ms - a.ms);
  slowest.length = Math.min(slowest.length, 20);
}

function csv(rows) {
  if (rows.length === 0) return '';
  const columns = Object.keys(rows[0]);
  return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(','))].join('\n');
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://reports');
    const name = url.pathname.slice(1);
    const send = (status, type, text) => {
      res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
      res.end(text);
    };
    if (name === '') return send(200, 'application/json', JSON.stringify({ reports: Object.keys(reports) }));
    if (name === 'slowest') return send(200, 'application/json', JSON.stringify(slowest));
    if (!Object.hasOwn(reports, name)) return send(404, 'text/plain', 'no such report');
    const input = Object.fromEntries(url.searchParams);
    try {
      const { rows, profile } = await profiled(name, () => reports[name](input));
      note(profile);
      res.setHeader('server-timing', `report;dur=${profile.ms.toFixed(1)}, gc;dur=${profile.gcMs.toFixed(1)}`);
      if (input.as === 'csv') return send(200, 'text/csv', csv(rows));
      send(200, 'application/json', JSON.stringify(rows));
    } catch (error) {
      if (error instanceof NoData) return send(404, 'text/plain', error.message);
      send(500, 'text/plain', 'the report failed');
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
