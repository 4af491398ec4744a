const http = require('node:http');


http.createServer((req, res) => {
  const session = { url: req.url, at: Date.now() };
  setTimeout(() => { session.closed = true; }, 2000);
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
