import { createServer } from 'node:http';
import { decide, cached } from './lib/decisions.mjs';

const server = createServer((req, res) => {
  const [, kind, tenant, user] = req.url.split('/');
  res.setHeader('content-type', 'application/json');
  if (kind === 'flags' && tenant && user) {
    const { variants, rollout } = decide(tenant, user);
    return res.end(JSON.stringify({ tenant, user, variants, rollout }));
  }
  if (kind === 'cached') return res.end(JSON.stringify(cached()));
  res.statusCode = kind ? 404 : 200;
  res.end('{}');
});
server.listen(process.env.PORT, '127.0.0.1');
