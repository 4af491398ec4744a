'use strict';
const http = require('node:http');
const carts = require('./carts');

function json(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://carts');
    const [, kind, guest] = url.pathname.split('/');
    if (kind === 'products') return json(res, 200, carts.products);
    if (kind === 'dashboard') return json(res, 200, carts.stats);
    if (!guest) return json(res, 404, { error: 'not found' });
    if (req.method === 'POST' && kind === 'carts') {
      const added = carts.add(guest, url.searchParams.get('product'), Number(url.searchParams.get('quantity')) || 1);
      return json(res, added ? 200 : 422, added ?? { error: 'no such product' });
    }
    if (req.method === 'POST' && kind === 'orders') {
      const order = carts.checkout(guest);
      return json(res, order ? 201 : 409, order ?? { error: 'nothing in the cart' });
    }
    json(res, 405, { error: 'not allowed' });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
