const fs = require('node:fs');
const http = require('node:http');

const out = fs.createWriteStream('/dev/null');
let buffer = '';
http.createServer((req, res) => {
  buffer += JSON.stringify({ level: 30, url: req.url, headers: req.headers, at: Date.now() }) + '\n';
  if (buffer.length > 256 * 1024) {
    out.write(buffer);
    buffer = '';
  }
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
