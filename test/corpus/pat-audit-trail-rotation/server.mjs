import http from 'node:http';
import { AuditTrail } from './audit.mjs';

const audit = new AuditTrail();
const users = new Map(['ada', 'grace', 'edsger'].map((name, i) => [name, { name, role: i === 0 ? 'admin' : 'editor', logins: 0, address: { city: 'London', zip: `N${i}` } }]));

async function readJson(req) {
  const parts = [];
  for await (const part of req) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function reply(res, status, value) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

http
  .createServer(async (req, res) => {
    if (req.url === '/health') return reply(res, 200, { file: audit.file });
    const [, resource, name] = req.url.split('/');
    const user = resource === 'users' ? users.get(name) : undefined;
    if (user === undefined) return reply(res, 404, { error: 'unknown user' });
    if (req.method === 'GET') return reply(res, 200, user);
    try {
      const patch = await readJson(req);
      const before = structuredClone(user);
      Object.assign(user, patch);
      user.logins++;
      audit.write(req.headers['x-actor'] ?? 'system', 'user.update', { name, before, after: user, agent: req.headers['user-agent'] ?? null });
      reply(res, 200, user);
    } catch (error) {
      reply(res, 400, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
