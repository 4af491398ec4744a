const http = require('node:http');
const products = require('./products');

async function route({ pathname, searchParams }) {
  if (pathname === '/health') return { ok: true };
  if (pathname === '/products') {
    const ids = (searchParams.get('ids') ?? '').split(',').map(Number).filter((id) => Number.isInteger(id) && id > 0);
    return ids.length > 0 ? products.byIds(ids.slice(0, 40)) : products.cheaperThan(Number(searchParams.get('below') ?? 1000), 10);
  }
  const match = /^\/products\/(\d+)$/.exec(pathname);
  return match === null ? undefined : products.byId(Number(match[1]));
}

const server = http.createServer(async (req, res) => {
  try {
    const answer = await route(new URL(req.url, 'http://products.local'));
    res.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(answer ?? { error: 'not found' }));
  } catch (error) {
    res.writeHead(500);
    res.end(error.message);
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1');
