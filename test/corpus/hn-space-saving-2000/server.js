const http = require('node:http');
const { SpaceSaving } = require('./heavy-hitters');

const clients = new SpaceSaving(2000);
const agents = new SpaceSaving(64);
const paths = new SpaceSaving(2000);

http
  .createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://localhost');
    res.setHeader('content-type', 'application/json');
    if (pathname === '/admin/top') {
      const k = Number(searchParams.get('k') ?? 10);
      return res.end(JSON.stringify({ clients: clients.top(k), paths: paths.top(k), agents: agents.top(3) }));
    }
    const client = req.headers['x-forwarded-for'] ?? req.socket.remoteAddress;
    clients.count(client);
    agents.count(req.headers['user-agent'] ?? 'none');
    paths.count(pathname);
    res.setHeader('cache-control', 'max-age=60');
    res.end(JSON.stringify({ article: pathname.split('/').at(-1), paragraphs: 4 }));
  })
  .listen(process.env.PORT, '127.0.0.1');
