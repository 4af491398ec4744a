'use strict';

const http = require('node:http');
const { Carts } = require('./lib/carts');

const prices = { bread: 320, butter: 279, cheese: 450, apple: 60, coffee: 799, soap: 199 };
const carts = new Carts(['node-b', 'node-c', 'node-old']);

// The shop moved off its first server: it is taken out of the ring before the tills open.
carts.replicas.leave('node-old');

// Gossip of the other nodes, which are a little behind.
setInterval(() => {
  const behind = carts.clock > 20 ? carts.clock - 20 : carts.clock;
  carts.gossip([...carts.replicas.online].map((name, index) => [name, behind - index * 2]));
}, 100).unref();

const send = (res, status, value) => {
  const text = JSON.stringify(value);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
};

async function articlesOf(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  const articles = JSON.parse(text);
  return articles.filter((article) => Object.hasOwn(prices, article)).slice(0, 30);
}

http
  .createServer(async (req, res) => {
    const [, scope, till, action] = req.url.split('?')[0].split('/');
    try {
      if (scope === '') return send(res, 200, { articles: Object.keys(prices) });
      if (scope === 'lag') return send(res, 200, carts.replicas.lag(carts.clock));
      if (scope !== 'tills' || !/^t\d{1,2}$/.test(till)) return send(res, 404, { error: 'not found' });
      if (req.method === 'POST' && action === 'scan') {
        let result = null;
        for (const article of await articlesOf(req)) result = carts.scan(till, article, prices[article]);
        return send(res, 200, result);
      }
      if (req.method === 'POST' && action === 'void') {
        let removed = 0;
        for (const article of await articlesOf(req)) removed += carts.void(till, article).removed;
        return send(res, 200, { removed });
      }
      if (req.method === 'POST' && action === 'checkout') {
        req.resume();
        return send(res, 200, carts.checkout(till));
      }
      send(res, 405, { error: 'not allowed' });
    } catch (error) {
      send(res, 400, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
