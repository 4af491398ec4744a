import http from 'node:http';
import { Leases } from './leases.mjs';

const leases = new Leases();
let ended = 0;
setInterval(() => (ended += leases.sweep()), 100).unref();

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const lease = leases.take(req.headers['x-owner'] ?? 'anonymous', 250);
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ until: lease.deadline, open: leases.size, ended }));
}).listen(process.env.PORT, '127.0.0.1');
