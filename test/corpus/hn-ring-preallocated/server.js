const http = require('node:http');
const recent = new Array(9000);
let next = 0;

http.createServer((req, res) => {
  recent[next] = { url: req.url, at: Date.now(), agent: req.headers['user-agent'] ?? null };
  next = (next + 1) % recent.length;
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
