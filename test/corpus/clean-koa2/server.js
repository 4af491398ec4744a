const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');

const app = new Koa();
const router = new Router();
router.post('/orders', (ctx) => {
  const { sku, quantity } = ctx.request.body;
  if (typeof sku !== 'string' || !(quantity > 0)) ctx.throw(400, 'sku and quantity are needed');
  ctx.body = { order: sku, quantity, at: new Date() };
});
app.use(async (ctx, next) => {
  const began = Date.now();
  await next();
  ctx.set('x-response-time', String(Date.now() - began));
});
app.use(bodyParser());
app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT, '127.0.0.1');
