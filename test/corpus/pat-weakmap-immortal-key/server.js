const http = require('node:http');
const meta = new WeakMap();
const app = { name: 'app' };
meta.set(app, { requests: [] });

http.createServer((req, res) => {
  meta.get(app).requests.push({ url: req.url, at: Date.now() });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
