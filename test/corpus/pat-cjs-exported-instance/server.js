const http = require('node:http');
const outbox = require('./outbox.js');

http.createServer((req, res) => {
  res.end(String(outbox.add('someone@example.com', req.url)));
}).listen(process.env.PORT, '127.0.0.1');
