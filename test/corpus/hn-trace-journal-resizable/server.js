'use strict';
const http = require('node:http');
const { randomUUID } = require('node:crypto');
const { Journal } = require('./journal');

const journal = new Journal(2 * 1024 * 1024);

function spansOf(path) {
  const parts = path.split('/').filter(Boolean);
  return parts.map((part, n) => ({ name: part, depth: n, ms: (part.length * 7 + n) % 40 }));
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://trace.local');
    if (url.pathname === '/') return res.end('ok');
    res.setHeader('content-type', 'application/json');
    if (url.pathname === '/traces') return res.end(JSON.stringify(journal.last(Number(url.searchParams.get('last') ?? 5))));
    const trace = randomUUID();
    journal.append({ trace, at: Date.now(), method: req.method, path: url.pathname, agent: req.headers['user-agent'] ?? null, spans: spansOf(url.pathname) });
    res.end(JSON.stringify({ trace, path: url.pathname }));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
