const http = require('node:http');
const idempotency = new Map();
let n = 0;
let lastSweep = Date.now();

http.createServer((req, res) => {
  const now = Date.now();
  if (now - lastSweep > 2000) {
    for (const [key, { until }] of idempotency) if (until < now) idempotency.delete(key);
    lastSweep = now;
  }
  idempotency.set('key-' + ++n, { until: now + 2000, answer: 'done ' + n });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
