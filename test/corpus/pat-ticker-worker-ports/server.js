'use strict';
const http = require('node:http');
const { average, compare, TickerError, open } = require('./subscriptions');

const WINDOWS = { short: [5, 20], long: [50, 200] };
const lists = new Map([
  ['energy', ['OMV', 'VER']],
  ['banks', ['EBS']],
  ['steel', ['VOE']],
]);

async function list(name) {
  const symbols = lists.get(name);
  if (!symbols) return null;
  const rows = await Promise.all(symbols.map((symbol) => compare(symbol, WINDOWS.short)));
  return { name, rows };
}

async function route({ pathname, searchParams }) {
  const [, kind, name] = pathname.split('/');
  switch (kind) {
    case 'averages': {
      const days = Number(searchParams.get('days')) || 20;
      if (days > 1000) return [422, { error: 'at most 1000 days' }];
      return [200, await average(name, days)];
    }
    case 'signals':
      return [200, await compare(name, WINDOWS[searchParams.get('window')] ?? WINDOWS.short)];
    case 'lists': {
      const found = await list(name);
      return found ? [200, found] : [404, { error: 'no such list' }];
    }
    case 'status':
      return [200, { uptime: Math.round(process.uptime()), lists: lists.size, busy: open() > 50 }];
    default:
      return [404, { error: 'not found' }];
  }
}

http
  .createServer(async (req, res) => {
    let status;
    let body;
    try {
      [status, body] = await route(new URL(req.url, 'http://ticker'));
    } catch (error) {
      [status, body] = [error instanceof TickerError ? 404 : 500, { error: error.message }];
    }
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
