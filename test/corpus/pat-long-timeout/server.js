const http = require('node:http');


http.createServer((req, res) => {
  const session = { url: req.url, at: Date.now() };
  setTimeout(() => { session.expired = true; }, 6 * 3600 * 1000).unref();
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
