const http = require('node:http');
const flags = {};
let n = 0;

http.createServer((req, res) => {
  flags['feature-' + ++n] = true;
  res.end(String(n));
}).listen(process.env.PORT, '127.0.0.1');
