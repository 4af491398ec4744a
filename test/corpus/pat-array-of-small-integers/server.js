const http = require('node:http');
const latencies = [];

http.createServer((req, res) => {
  const began = process.hrtime.bigint();
  res.end('ok', () => latencies.push(Number((process.hrtime.bigint() - began) / 1000n) % 1000));
}).listen(process.env.PORT, '127.0.0.1');
