const http = require('node:http');
const zlib = require('node:zlib');

const streams = new Map();
let n = 0;
http.createServer((req, res) => {
  const gzip = zlib.createGzip({ level: 1, memLevel: 1, windowBits: 9 });
  streams.set(++n, gzip);
  gzip.once('data', (chunk) => res.end(String(chunk.length)));
  gzip.write('hello ' + n);
  gzip.flush();
}).listen(process.env.PORT, '127.0.0.1');
