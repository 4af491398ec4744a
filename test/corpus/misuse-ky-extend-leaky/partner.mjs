import { once } from 'node:events';
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';

/** Stands in for the partner, on a port of its own. */
export async function startPartner() {
  const server = createServer((req, res) => {
    req.resume();
    res.setHeader('content-type', 'application/json');
    if (req.url === '/token') res.end(JSON.stringify({ token: randomBytes(540).toString('base64url'), expiresIn: 900 }));
    else if (!/^Bearer .{20,}/.test(req.headers.authorization ?? '')) res.writeHead(401).end('{}');
    else res.end(JSON.stringify({ sku: req.url.slice(7), pieces: req.url.length }));
  });
  server.keepAliveTimeout = 60_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}
