const http = require('node:http');
const { randomUUID } = require('node:crypto');

const lifetime = 10_000;
const sessions = new Map();
setInterval(() => {
  const now = Date.now();
  for (const [id, session] of sessions) if (session.expires <= now) sessions.delete(id);
}, 2000);

http.createServer((req, res) => {
  const id = randomUUID();
  sessions.set(id, { id, expires: Date.now() + lifetime, basket: [], agent: req.headers['user-agent'] });
  res.setHeader('set-cookie', 'session=' + id);
  res.end('welcome');
}).listen(process.env.PORT, '127.0.0.1');
