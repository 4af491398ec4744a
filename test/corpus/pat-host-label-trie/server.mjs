import { createServer } from 'node:http';
import { HostIndex } from './lib/host-index.mjs';

const hosts = new HostIndex();
for (const blocked of ['ads.example', 'tracker.example', 'metrics.cdn.example']) hosts.block(blocked);

createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://resolver');
  const host = searchParams.get('host')?.toLowerCase();
  res.setHeader('content-type', 'application/json');
  if (pathname === '/resolve' && host) {
    const { blocked, queries } = hosts.query(host);
    return res.end(JSON.stringify({ host, address: blocked ? '0.0.0.0' : '192.0.2.7', queries }));
  }
  if (pathname === '/zones') return res.end(JSON.stringify(hosts.zones()));
  res.end('{}');
}).listen(process.env.PORT, '127.0.0.1');
