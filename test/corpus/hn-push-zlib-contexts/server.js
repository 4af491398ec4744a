'use strict';

const http = require('node:http');
const market = require('./lib/market');
const { Subscribers } = require('./lib/subscribers');

const subscribers = new Subscribers({ idleMs: 1500, limit: 400 });
const totals = { plain: 0, compressed: 0, messages: 0 };

async function push(res, name) {
  const text = JSON.stringify(market.update());
  const context = subscribers.contextOf(name);
  totals.messages++;
  totals.plain += text.length;
  if (context === null) {
    totals.compressed += text.length;
    res.writeHead(200, { 'content-type': 'application/json', 'x-context': 'none' });
    return res.end(text);
  }
  const message = await context.compress(text);
  totals.compressed += message.length;
  res.writeHead(200, { 'content-type': 'application/octet-stream', 'x-context': name });
  res.end(message);
}

http
  .createServer((req, res) => {
    req.resume();
    const [, scope, name] = req.url.split('?')[0].split('/');
    const json = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    if (scope === '') return json(200, { subscribers: subscribers.contexts.size > 0 });
    if (scope === 'totals') return json(200, totals);
    if (scope !== 'push' || !/^[\w.-]{1,40}$/.test(name ?? '')) return json(404, { error: 'not found' });
    push(res, name).catch((error) => json(503, { error: error.message }));
  })
  .listen(process.env.PORT, '127.0.0.1');
