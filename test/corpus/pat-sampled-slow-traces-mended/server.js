'use strict';
const http = require('node:http');
const { run } = require('./trace');
const { Collector } = require('./collector');
const { recipeWithStock } = require('./recipes');

const collector = new Collector();
const buffered = new Map();

function finish(trace) {
  trace.end();
  collector.add(trace);
  if (trace.ms < 500) return;
  buffered.set(trace.id, trace);
  if (buffered.size > 20) buffered.delete(buffered.keys().next().value);
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://recipes');
    const [, kind, id] = url.pathname.split('/');
    res.setHeader('content-type', 'application/json');
    if (kind === 'traces') return res.end(JSON.stringify(collector.slowest(Number(url.searchParams.get('count')) || 5)));
    if (kind !== 'recipes') {
      res.statusCode = 404;
      return res.end('{"error":"not found"}');
    }
    const requestId = req.headers['x-request-id'] ?? 'none';
    run(requestId, `GET /recipes/${id}`, async (trace) => {
      try {
        const recipe = await recipeWithStock(Number(id));
        res.statusCode = recipe ? 200 : 404;
        res.end(JSON.stringify(recipe ?? { error: 'no such recipe' }));
      } finally {
        finish(trace);
      }
    });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
