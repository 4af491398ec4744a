const http = require('node:http');
const { LRUCache } = require('lru-cache');

const seen = new LRUCache({ max: 40_000 });
let n = 0;
http.createServer((req, res) => {
  seen.set('visitor-' + ++n, { first: Date.now(), pages: [req.url] });
  res.end(String(seen.size));
}).listen(process.env.PORT, '127.0.0.1');
