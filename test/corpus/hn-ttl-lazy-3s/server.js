const http = require('node:http');
const tokens = new Map();
const ttl = 3000;
let n = 0;

http.createServer((req, res) => {
  const now = Date.now();
  for (const [token, issued] of tokens) {
    if (now - issued.at < ttl) break;
    tokens.delete(token);
  }
  tokens.set('token-' + ++n, { at: now, user: 'user-' + n });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
