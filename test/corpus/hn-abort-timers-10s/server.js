const http = require('node:http');

http.createServer((req, res) => {
  const job = { url: req.url, done: false };
  setTimeout(() => {
    if (!job.done) res.destroy();
  }, 10_000).unref();
  job.done = true;
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
