const http = require('node:http');
const scratch = [];
let limit = 4000;

http.createServer((req, res) => {
  scratch.push({ url: req.url, value: Math.random() });
  if (scratch.length >= limit) {
    scratch.length = 0;
    limit = 2500 + Math.floor(Math.random() * 3000);
  }
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
