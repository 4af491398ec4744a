// Three workers on one port. LEAK: `all` of them keep an entry for each request, or the one with that number.
const cluster = require('node:cluster');
const http = require('node:http');

const kept = [];

if (cluster.isPrimary) {
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  const isLeaky = process.env.LEAK === 'all' || process.env.LEAK === String(cluster.worker.id);
  http
    .createServer((request, response) => {
      if (isLeaky) kept.push({ url: request.url, at: kept.length });
      response.end('ok');
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}
