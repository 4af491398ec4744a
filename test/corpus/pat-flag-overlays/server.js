const http = require('node:http');
const flags = require('./flags');

function checkout({ items }) {
  if (items.length > flags.flag('maxItems')) throw new RangeError('too many items');
  const total = items.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0);
  return {
    flow: flags.flag('newCheckout') ? 'one-page' : 'classic',
    banner: flags.flag('banner') || undefined,
    shipping: { by: flags.flag('shippingProvider'), cents: total > 5000 ? 0 : 490 },
    total,
  };
}

const handlers = {
  'GET /flags': () => ({ version: flags.version(), flags: flags.all() }),
  'PATCH /flags': (body) => {
    flags.override(body);
    return { version: flags.version() };
  },
  'POST /checkout': checkout,
};

http
  .createServer((req, res) => {
    if (req.url === '/health') return res.end('ok');
    const handle = handlers[`${req.method} ${req.url}`];
    if (handle === undefined) {
      res.statusCode = 404;
      return res.end();
    }
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (part) => (text += part));
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      try {
        res.end(JSON.stringify(handle(text && JSON.parse(text))));
      } catch (error) {
        res.statusCode = 400;
        res.end(JSON.stringify({ error: error.message }));
      }
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
