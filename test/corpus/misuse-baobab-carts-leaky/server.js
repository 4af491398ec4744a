const polka = require('polka');
const Baobab = require('baobab');

const prices = { kettle: 2990, mug: 890, tray: 1590 };
const state = new Baobab({ carts: {}, stats: { checkouts: 0, cents: 0 } });
const carts = state.select('carts');
const stats = state.select('stats');

async function body(req, res, next) {
  try {
    let text = '';
    for await (const chunk of req) text += chunk;
    req.body = text ? JSON.parse(text) : {};
    next();
  } catch {
    send(res, { error: 'no JSON' }, 400);
  }
}

function send(res, value, status = 200) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

function checkout(id, { lines = [], voucher }) {
  const cart = carts.select(id);
  cart.set({ lines: [], cents: 0 });
  for (const { sku, quantity } of lines) {
    cart.push('lines', { sku, quantity, cents: prices[sku] * quantity });
    cart.apply('cents', (cents) => cents + prices[sku] * quantity);
  }
  if (voucher === 'TEA10') cart.apply('cents', (cents) => Math.round(cents * 0.9));
  const order = cart.get();
  stats.apply('checkouts', (count) => count + 1);
  stats.apply('cents', (cents) => cents + order.cents);
  carts.unset(id);
  return order;
}

const app = polka();
app.use(body);
app.get('/', (req, res) => send(res, { service: 'carts' }));
app.get('/stats', (req, res) => send(res, stats.get()));
app.post('/carts/:id/checkout', (req, res) => {
  const unknown = (req.body.lines || []).find(({ sku }) => !(sku in prices));
  if (unknown) return send(res, { error: 'no such article', sku: unknown.sku }, 422);
  send(res, { id: req.params.id, ...checkout(req.params.id, req.body) }, 201);
});
app.listen(process.env.PORT, '127.0.0.1');
