const http = require('node:http');

const shutdown = new AbortController();
http.createServer((req, res) => {
  // Listened to, a composite signal lives as long as the signals it depends on: here until shutdown.
  const signal = AbortSignal.any([shutdown.signal, AbortSignal.timeout(50)]);
  const job = { url: req.url, at: Date.now() };
  signal.addEventListener('abort', () => { job.cancelled = true; });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
