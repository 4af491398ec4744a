const express = require('express');
const { randomUUID } = require('node:crypto');
const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = require('prom-client');
const { z } = require('zod');

const registry = new Registry();
registry.setDefaultLabels({ app: 'checkout' });
collectDefaultMetrics({ register: registry });
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
  registers: [registry],
});
const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Open requests', registers: [registry] });
const rejected = new Counter({ name: 'checkout_rejected_total', help: 'Rejected carts', labelNames: ['reason'], registers: [registry] });
const basketValue = new Histogram({
  name: 'checkout_basket_value_eur',
  help: 'Value of the baskets that were paid',
  labelNames: ['channel', 'customer'],
  buckets: [10, 25, 50, 100, 250, 500],
  registers: [registry],
});

const catalog = new Map(
  ['lamp', 'desk', 'chair', 'shelf', 'rug', 'vase'].map((sku, i) => [sku, { sku, name: sku.toUpperCase(), cents: 990 + i * 1725, stock: 40 }]),
);
const Checkout = z.object({
  items: z.array(z.object({ sku: z.string(), quantity: z.number().int().min(1).max(20) })).min(1),
  voucher: z.string().max(16).optional(),
});

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '32kb' }));
app.use((req, res, next) => {
  const stop = duration.startTimer({ method: req.method });
  inFlight.inc();
  res.on('close', () => {
    inFlight.dec();
    stop({ route: req.route?.path ?? 'unmatched', status: String(res.statusCode) });
  });
  next();
});

function priced(items) {
  const lines = items.map(({ sku, quantity }) => {
    const product = catalog.get(sku);
    if (!product) throw Object.assign(new Error(`unknown product ${sku}`), { reason: 'unknown-sku' });
    return { sku, quantity, cents: product.cents * quantity };
  });
  return { lines, cents: lines.reduce((sum, line) => sum + line.cents, 0) };
}

app.get('/products', (req, res) => {
  const max = Number(req.query.max ?? Infinity);
  res.json([...catalog.values()].filter(({ cents }) => cents <= max * 100));
});

app.get('/products/:sku', (req, res) => {
  const product = catalog.get(req.params.sku);
  if (!product) return res.status(404).json({ error: 'no such product' });
  res.set('cache-control', 'public, max-age=60').json(product);
});

app.post('/checkout', async (req, res) => {
  const customer = req.get('x-customer-id') ?? 'guest';
  const parsed = Checkout.safeParse(req.body);
  if (!parsed.success) {
    rejected.inc({ reason: 'invalid' });
    return res.status(422).json({ issues: parsed.error.issues });
  }
  const { lines, cents } = priced(parsed.data.items);
  const discount = parsed.data.voucher === 'WELCOME10' ? Math.round(cents / 10) : 0;
  await new Promise((resolve) => setImmediate(resolve));
  const total = (cents - discount) / 100;
  basketValue.observe({ channel: req.get('x-channel') ?? 'web', customer }, total);
  res.status(201).json({ order: randomUUID(), customer, lines, total, currency: 'EUR' });
});

app.get('/metrics', async (req, res) => res.type(registry.contentType).send(await registry.metrics()));
app.get('/health', (req, res) => res.send('ok'));

app.use((error, req, res, next) => {
  if (!error.reason) return next(error);
  rejected.inc({ reason: error.reason });
  res.status(409).json({ error: error.message });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
