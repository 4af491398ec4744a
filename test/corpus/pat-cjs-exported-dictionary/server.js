const http = require('node:http');
const { keep } = require('./drafts.js');

http.createServer((req, res) => {
  res.end(String(keep(req.url)));
}).listen(process.env.PORT, '127.0.0.1');
