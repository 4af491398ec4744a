const http = require('node:http');
const cache = new Map();

http.createServer((req, res) => {
  const id = Math.floor(Math.random() * 1000);
  if (!cache.has(id)) cache.set(id, { id, name: 'product ' + id, tags: ['a' + id, 'b' + id] });
  res.end(cache.get(id).name);
}).listen(process.env.PORT, '127.0.0.1');
