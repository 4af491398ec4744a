const http = require('node:http');
const { track } = require('./lib/usage.js');

http.createServer((req, res) => {
  track(req.method, req.url);
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
