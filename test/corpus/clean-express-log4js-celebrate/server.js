const express = require('express');
const httpContext = require('express-http-context');
const log4js = require('log4js');
const responseTime = require('response-time');
const timeout = require('connect-timeout');
const { celebrate, Joi, Segments, errors } = require('celebrate');
const { randomUUID } = require('node:crypto');

const recent = { lines: [], appender: { configure: () => (event) => {
  recent.lines.push(`${event.startTime.toISOString()} ${event.level} ${event.data.join(' ')}`);
  if (recent.lines.length > 500) recent.lines.splice(0, 250);
} } };
log4js.configure({ appenders: { recent: { type: recent.appender } }, categories: { default: { appenders: ['recent'], level: 'info' } } });
const log = log4js.getLogger('shop');

const products = Array.from({ length: 80 }, (_, n) => ({ id: `p-${n}`, name: `Product ${n}`, price: (n * 37) % 400 }));
const reviews = new Map();
const latency = { count: 0, total: 0, worst: 0 };

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.use(timeout('4s'));
app.use(responseTime((_req, _res, millis) => {
  latency.count++;
  latency.total += millis;
  latency.worst = Math.max(latency.worst, millis);
}));
app.use(express.json({ limit: '50kb' }));
app.use(httpContext.middleware);
app.use((req, res, next) => {
  httpContext.set('requestId', req.get('x-request-id') ?? randomUUID());
  res.on('finish', () => log.info(httpContext.get('requestId'), req.method, req.originalUrl, res.statusCode));
  next();
});

app.get('/catalog', celebrate({ [Segments.QUERY]: Joi.object({ page: Joi.number().integer().min(1).default(1), sort: Joi.string().valid('price', 'name').default('name') }) }), (req, res) => {
  const { page, sort } = req.query;
  const sorted = [...products].sort((a, b) => (a[sort] < b[sort] ? -1 : 1));
  res.json({ page, items: sorted.slice((page - 1) * 10, page * 10), requestId: httpContext.get('requestId') });
});
app.get('/catalog/:id', (req, res) => {
  const product = products.find(({ id }) => id === req.params.id.replace(/^.*-/, 'p-').slice(0, 3)) ?? products[0];
  res.json({ ...product, reviews: reviews.get(product.id) ?? [] });
});
app.post('/reviews', celebrate({ [Segments.BODY]: Joi.object({ product: Joi.string().required(), stars: Joi.number().min(1).max(5).required(), text: Joi.string().max(500).trim() }) }), (req, res) => {
  const list = reviews.get(req.body.product) ?? [];
  list.unshift({ ...req.body, at: new Date() });
  list.length = Math.min(list.length, 50);
  reviews.set(req.body.product, list);
  res.status(201).json({ count: list.length });
});
app.use(errors());
app.listen(process.env.PORT, '127.0.0.1');
