const http = require('node:http');
const requireFromString = require('require-from-string');

// Discount rules are edited in the back office and stored as text.
const rules = new Map([
  ['summer', 'module.exports = (cart) => cart.total > 100 ? cart.total * 0.1 : 0;'],
  ['three-for-two', 'module.exports = (cart) => Math.floor(cart.items / 3) * (cart.total / cart.items);'],
  ['staff', 'module.exports = (cart) => cart.total * 0.3;'],
]);

function discount(name, cart) {
  const source = rules.get(name);
  if (source === undefined) return null;
  const rule = requireFromString(source, `rules/${name}.js`);
  return Math.round(rule(cart) * 100) / 100;
}

const server = http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  if (url.pathname === '/health') return res.end('ok');
  const match = /^\/discounts\/([a-z-]+)$/.exec(url.pathname);
  const cart = { total: Number(url.searchParams.get('total')), items: Number(url.searchParams.get('items')) };
  const value = match && discount(match[1], cart);
  res.setHeader('content-type', 'application/json');
  if (value === null) {
    res.statusCode = 404;
    return res.end('{"error":"no such rule"}');
  }
  res.end(JSON.stringify({ rule: match[1], discount: value }));
});
server.listen(process.env.PORT, '127.0.0.1');
