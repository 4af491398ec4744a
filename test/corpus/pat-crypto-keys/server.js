const crypto = require('node:crypto');
const http = require('node:http');

const keys = new Map();
let n = 0;
http.createServer((req, res) => {
  const key = crypto.createSecretKey(crypto.randomBytes(32));
  keys.set('tenant-' + ++n, key);
  res.end(crypto.createHmac('sha256', key).update(req.url).digest('hex'));
}).listen(process.env.PORT, '127.0.0.1');
