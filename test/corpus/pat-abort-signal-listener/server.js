const http = require('node:http');
const shutdown = new AbortController();
require('node:events').setMaxListeners(0, shutdown.signal);

http.createServer((req, res) => {
  const job = { url: req.url, at: Date.now() };
  shutdown.signal.addEventListener('abort', () => { job.cancelled = true; });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
