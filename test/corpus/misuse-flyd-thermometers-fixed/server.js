const Koa = require('koa');
const Router = require('@koa/router');
const { reading } = require('./thermometers');

const router = new Router();

router.get('/', (ctx) => {
  ctx.body = 'thermometers';
});

router.get('/rooms/:room', (ctx) => {
  const unit = ctx.query.unit === 'F' ? 'F' : 'C';
  const answer = reading(ctx.params.room, unit, Number(ctx.query.limit ?? 25));
  if (!answer) ctx.throw(404, 'no such room');
  ctx.body = answer;
});

new Koa().use(router.routes()).listen(process.env.PORT, '127.0.0.1');
