const http = require('node:http');
const failures = new Map();
let n = 0;

http.createServer((req, res) => {
  if (++n % 500 === 0) failures.set(n, { url: req.url, at: Date.now(), stack: new Error('slow').stack });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
