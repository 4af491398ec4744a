const { randomInt } = require('node:crypto');
const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const ratelimit = require('koa-ratelimit');

const attempts = new Map();

const perPhone = ratelimit({
  driver: 'memory',
  db: attempts,
  duration: 2000,
  max: 3,
  id: (ctx) => ctx.request.body.phone,
  errorMessage: 'Too many codes for this number, try again in a moment.',
  headers: { remaining: 'Rate-Limit-Remaining', reset: 'Rate-Limit-Reset', total: 'Rate-Limit-Total' },
});

const router = new Router();

router.post('/codes', (ctx, next) => {
  const { phone } = ctx.request.body;
  if (typeof phone !== 'string' || !/^\+[\w-]{4,60}$/.test(phone)) ctx.throw(400, 'phone is missing');
  return next();
}, perPhone, (ctx) => {
  const code = String(randomInt(1e6)).padStart(6, '0');
  ctx.status = 202;
  ctx.body = { sentTo: `${ctx.request.body.phone.slice(0, 4)}…`, digits: code.length };
});

router.get('/health', (ctx) => {
  ctx.body = { ok: true };
});

const app = new Koa();
app.use(bodyParser());
app.use(router.routes());
app.listen(process.env.PORT, '127.0.0.1');
