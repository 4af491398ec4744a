const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const { store, ledger } = require('./store');

const prices = { tea: 450, coffee: 790, honey: 620, jam: 380 };
const app = new Koa();
const router = new Router();

router.get('/health', (ctx) => {
  ctx.body = { ok: true, received: ledger.next };
});

router.post('/orders', async (ctx) => {
  const { customer, lines = [] } = ctx.request.body;
  if (!customer || lines.some(({ article }) => !(article in prices))) ctx.throw(422, 'customer or article unknown');
  const order = await store.create('order', {
    customer,
    note: ctx.get('x-note') || null,
    lines: lines.map(({ article, quantity }) => ({ article, quantity, cents: prices[article] })),
  });
  ctx.status = 201;
  ctx.body = { id: order.id, status: order.status, total: order.total() };
});

router.get('/orders', async (ctx) => {
  ctx.body = (await ledger.findAll(null, { limit: 5 })).map(({ id, customer }) => ({ id, customer }));
});

app.use(bodyParser());
app.use(router.routes());
app.listen(Number(process.env.PORT), '127.0.0.1');
