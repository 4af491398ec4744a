const http = require('node:http');
const ring = [];
const size = 3000;
let n = 0;

http.createServer((req, res) => {
  ring[n++ % size] = { url: req.url, at: Date.now(), status: 200 };
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
