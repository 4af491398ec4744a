const http = require('node:http');
const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const { Eta } = require('eta');
const { z } = require('zod');

const Order = z.object({ sku: z.string().min(1).max(64), quantity: z.number().int().positive() });
const eta = new Eta();
const page = eta.compile('<h1>Item <%= it.id %></h1><ul><% it.tags.forEach((tag) => { %><li><%= tag %></li><% }) %></ul>');
const upstream = http.createServer((req, res) => res.end('{"cents":199}'));
const router = new Router();
router.get('/items/:id', (ctx) => {
  ctx.type = 'html';
  ctx.body = eta.render(page, { id: ctx.params.id, tags: ['new', 'blue', ctx.host] });
});
router.post('/orders', async (ctx) => {
  const order = Order.safeParse(ctx.request.body);
  if (!order.success) ctx.throw(400, 'not an order');
  const { cents } = await (await fetch('http://127.0.0.1:' + upstream.address().port + '/price')).json();
  console.log('ordered', { order: order.data, cents, at: new Date() });
  ctx.status = 201;
  ctx.body = { ...order.data, total: cents * order.data.quantity };
});
const app = new Koa();
app.use(bodyParser()).use(router.routes()).use(router.allowedMethods());
upstream.listen(0, '127.0.0.1', () => app.listen(process.env.PORT, '127.0.0.1'));
