const http = require('node:http');
const cache = {};

http.createServer((req, res) => {
  const id = 'p' + Math.floor(Math.random() * 5000);
  cache[id] ??= { id, name: 'product ' + id, price: Math.random() };
  res.end(cache[id].name);
}).listen(process.env.PORT, '127.0.0.1');
