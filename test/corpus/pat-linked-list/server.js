const http = require('node:http');
let head = null;
let length = 0;

http.createServer((req, res) => {
  head = { url: req.url, at: Date.now(), next: head };
  res.end(String(++length));
}).listen(process.env.PORT, '127.0.0.1');
