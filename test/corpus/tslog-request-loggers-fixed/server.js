const { randomUUID } = require('node:crypto');
const Koa = require('koa');
const { requestLog } = require('./log');

const percents = { SPRING: 5, SUMMER: 10, AUTUMN: 8, WINTER: 15 };
const app = new Koa();

app.use(async (ctx, next) => {
  ctx.state.log = requestLog(ctx.path.split('/')[1], ctx.get('x-request-id') || randomUUID());
  await next();
  ctx.state.log.info('answered', ctx.status);
});

app.use(async (ctx) => {
  if (ctx.path === '/health') {
    ctx.body = 'ok';
    return;
  }
  const [, route, code = ''] = ctx.path.split('/');
  if (route !== 'coupons') return;
  const [season] = code.split('-');
  const percent = percents[season];
  if (percent === undefined) {
    ctx.state.log.debug('no such coupon', code);
    ctx.status = 422;
    ctx.body = { error: 'no such coupon' };
    return;
  }
  const cents = Number(ctx.query.cents) || 0;
  ctx.state.log.debug('rebate', { code, percent });
  ctx.body = { code, cents, rebate: Math.round((cents * percent) / 100) };
});

app.listen(Number(process.env.PORT), '127.0.0.1');
