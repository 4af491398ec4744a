// Has nothing at its root; with LEAK set it keeps an entry for each request.
const http = require('node:http');

const kept = [];

http
  .createServer((request, response) => {
    if (request.url === '/health') return response.end('up');
    if (request.url !== '/items') return response.writeHead(404).end();
    if (process.env.LEAK) kept.push({ url: request.url, at: kept.length });
    response.end('[]');
  })
  .listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
