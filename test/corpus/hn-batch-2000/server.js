const http = require('node:http');
let batch = [];
let flushed = 0;

http.createServer((req, res) => {
  batch.push({ event: 'view', url: req.url, at: Date.now() });
  if (batch.length === 2000) {
    flushed += JSON.stringify(batch).length > 0 ? 1 : 0;
    batch = [];
  }
  res.end(String(flushed));
}).listen(process.env.PORT, '127.0.0.1');
