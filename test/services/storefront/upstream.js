'use strict';
const { createServer } = require('node:http');

/** Stands for the service that knows prices: answers after a moment. */
createServer((request, response) => {
  const product = Number(new URL(request.url, 'http://upstream').searchParams.get('product') ?? 1);
  setTimeout(() => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ product, cents: 100 + product }));
  }, 2);
}).listen(Number(process.env.UPSTREAM_PORT), '127.0.0.1');
