const http = require('node:http');
const seen = new Set();
let n = 0;

http.createServer((req, res) => {
  seen.add(++n);
  res.end(String(seen.size));
}).listen(process.env.PORT, '127.0.0.1');
