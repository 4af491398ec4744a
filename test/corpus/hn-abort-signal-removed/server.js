const http = require('node:http');

const shutdown = new AbortController();
require('node:events').setMaxListeners(0, shutdown.signal);
http.createServer((req, res) => {
  const job = { url: req.url, at: Date.now() };
  const onAbort = () => { job.cancelled = true; };
  shutdown.signal.addEventListener('abort', onAbort);
  res.on('close', () => shutdown.signal.removeEventListener('abort', onAbort));
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
