const http = require('node:http');
const recommender = require('./recommender');

const bestsellers = ['A-1', 'A-2', 'B-7'];
const products = new Map(
  Array.from({ length: 40 }, (_, i) => [`${'ABC'[i % 3]}-${i}`, { name: `Article ${i}`, cents: 990 + i * 10, stock: (i * 7) % 20 }]),
);

async function recommendations(customer) {
  if (customer === undefined) return { by: 'bestsellers', skus: bestsellers };
  try {
    return { by: 'profile', skus: await recommender.ask(customer) };
  } catch {
    return { by: 'bestsellers', skus: bestsellers };
  }
}

async function showProduct(sku, req, res) {
  const product = products.get(sku);
  if (product === undefined) {
    res.writeHead(404, { 'content-type': 'application/json' });
    return res.end('{"error":"no such article"}');
  }
  const also = await recommendations(req.headers['x-customer']);
  res.writeHead(200, { 'content-type': 'application/json', vary: 'x-customer' });
  res.end(JSON.stringify({ sku, ...product, also }));
}

http
  .createServer((req, res) => {
    if (req.url === '/health') return res.end('ok');
    const match = /^\/products\/([\w-]+)$/.exec(req.url);
    if (match) return showProduct(match[1], req, res);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify([...products.keys()].slice(0, 10)));
  })
  .listen(process.env.PORT, '127.0.0.1');
