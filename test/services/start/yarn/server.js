// The plain service of every way of starting: with LEAK set it keeps an entry for each request.
const http = require('node:http');
const kept = [];
http
  .createServer((request, response) => {
    if (process.env.LEAK) kept.push({ url: request.url, at: kept.length });
    response.end('ok');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
