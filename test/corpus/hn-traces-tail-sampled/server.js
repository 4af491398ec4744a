'use strict';

const http = require('node:http');
const { prices, quote } = require('./lib/orders');
const { TailSampler } = require('./lib/tail-sampler');
const { trace } = require('./lib/tracer');

const sampler = new TailSampler({ decideAfterMs: 1500, everyMs: 250, budget: 400_000 });

function send(res, status, value) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://orders');
    if (url.pathname === '/traces') return send(res, 200, sampler.latest(5));
    if (url.pathname === '/') return send(res, 200, { articles: Object.keys(prices) });
    if (url.pathname !== '/quote') return send(res, 404, { error: 'not found' });
    trace(`${req.method} ${url.pathname}`, (record) => sampler.offer(record), async (root) => {
      const articles = (url.searchParams.get('articles') ?? '').split(',').slice(0, 8);
      root.set('articles', articles.length);
      send(res, 200, await quote(articles));
    }).catch((error) => send(res, 422, { error: error.message }));
  })
  .listen(process.env.PORT, '127.0.0.1');
