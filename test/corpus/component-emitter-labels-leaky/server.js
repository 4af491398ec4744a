const http = require('node:http');
const { randomUUID } = require('node:crypto');
const bus = require('./bus');
require('./labels');

http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  if (url.pathname !== '/labels') {
    res.writeHead(url.pathname === '/' ? 200 : 404).end();
    return;
  }
  const id = randomUUID();
  bus.once(`label:${id}`, (svg) => {
    res.writeHead(200, { 'content-type': 'image/svg+xml' });
    res.end(svg);
  });
  bus.emit('print', { id, text: url.searchParams.get('text') ?? 'empty', width: 240 });
}).listen(process.env.PORT, '127.0.0.1');
