const http = require('node:http');

const MANY = 100_000;
const sessions = new Map();
let served = 0;

function open(user) {
  const id = `session-${++served}`;
  sessions.set(id, { id, user, since: Date.now() });
  if (sessions.size > MANY) console.warn(`${sessions.size} sessions are open`);
  return id;
}

function close(id) {
  return sessions.delete(id);
}

http.createServer((req, res) => {
  const url = new URL(req.url, 'http://shop');
  if (url.pathname === '/logout') return res.end(String(close(url.searchParams.get('session'))));
  res.end(open(url.searchParams.get('user') ?? 'nobody'));
}).listen(process.env.PORT, '127.0.0.1');
