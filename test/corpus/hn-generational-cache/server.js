const http = require('node:http');
let young = new Map();
let old = new Map();
let n = 0;

http.createServer((req, res) => {
  young.set('k' + ++n, { n, at: Date.now() });
  if (young.size === 1500) {
    old = young;
    young = new Map();
  }
  res.end(String(old.size + young.size));
}).listen(process.env.PORT, '127.0.0.1');
