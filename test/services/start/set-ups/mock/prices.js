// Stands for the service that knows prices.
const http = require('node:http');
http
  .createServer((request, response) => response.end('{"cents":100}'))
  .listen(Number(process.env.PRICES_PORT ?? 4000), '127.0.0.1');
