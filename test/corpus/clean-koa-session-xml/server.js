const Koa = require('koa');
const Router = require('koa-router');
const { koaBody } = require('koa-body');
const { createSession } = require('koa-session');
const compress = require('koa-compress');
const cors = require('@koa/cors');
const { parseStringPromise, Builder } = require('xml2js');

const app = new Koa();
app.keys = ['a secret of the test'];
app.silent = true;
app.use(cors());
app.use(compress({ threshold: 200, br: false }));
app.use(createSession({ key: 'basket', maxAge: 60_000, rolling: true }, app));
app.use(koaBody({ text: true, json: true }));

const router = new Router();
router.get('/basket', (ctx) => {
  ctx.session.visits = (ctx.session.visits ?? 0) + 1;
  ctx.body = { visits: ctx.session.visits, items: Array.from({ length: 12 }, (_, n) => ({ n, name: 'item ' + n })) };
});
router.post('/basket', (ctx) => {
  ctx.session.last = ctx.request.body.sku;
  ctx.status = 201;
  ctx.body = { sku: ctx.request.body.sku, total: ctx.request.body.quantity * 199 };
});
router.post('/soap', async (ctx) => {
  const { order } = await parseStringPromise(ctx.request.body, { explicitArray: false });
  ctx.type = 'xml';
  ctx.body = new Builder({ headless: true }).buildObject({ accepted: { sku: order.sku, quantity: Number(order.quantity) } });
});
app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT, '127.0.0.1');
