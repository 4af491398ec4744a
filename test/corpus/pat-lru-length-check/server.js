const { createHash } = require('node:crypto');
const http = require('node:http');
const { Lru } = require('./lru');

const searches = new Lru(300);
const items = ['anvil', 'basket', 'candle', 'drum', 'easel'];

function search(query, cursor) {
  const key = createHash('sha1').update(JSON.stringify([query, cursor])).digest('base64url');
  let found = searches.get(key);
  if (found === undefined) {
    found = { hits: items.filter((item) => item.includes(query)), cursor: cursor + 1 };
    searches.set(key, found);
  }
  return found;
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const { searchParams } = new URL(req.url, 'http://shop.local');
  const found = search(searchParams.get('q') ?? '', Number(searchParams.get('cursor') ?? Date.now() * 1000 + Math.floor(Math.random() * 1000)));
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(found));
}).listen(process.env.PORT, '127.0.0.1');
