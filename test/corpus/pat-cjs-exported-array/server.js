const http = require('node:http');

http.createServer((req, res) => {
  const visits = require('./visits.js');
  visits.push({ url: req.url, at: Date.now() });
  res.end(String(visits.length));
}).listen(process.env.PORT, '127.0.0.1');
