'use strict';
const Router = require('@koa/router');

const zones = { de: 4.2, at: 6.9, nl: 7.4, fr: 8.8 };

module.exports = ({ limiter, tokens }) => {
  const router = new Router();

  router.use(async (ctx, next) => {
    if (ctx.path === '/health') return next();
    ctx.state.client = ctx.get('x-forwarded-for').split(',')[0].trim() || ctx.ip;
    const { allowed, retryMs } = limiter.hit(ctx.state.client, ctx.method === 'POST' ? 2 : 1);
    if (!allowed) {
      ctx.status = 429;
      ctx.set('retry-after', String(Math.ceil(retryMs / 1000)));
      ctx.body = { error: 'too many requests' };
      return;
    }
    await next();
  });

  router.get('/quotes/:country', (ctx) => {
    const base = zones[ctx.params.country];
    if (!base) return ctx.throw(404, 'we do not deliver there');
    const kilos = Math.min(Number(ctx.query.kilos) || 1, 30);
    ctx.body = { country: ctx.params.country, kilos, price: +(base + kilos * 0.45).toFixed(2) };
  });

  router.get('/labels/:shop', (ctx) => {
    const { shop } = ctx.params;
    if (!tokens.isRight(shop, ctx.query.token)) {
      limiter.penalise(ctx.state.client, ctx.get('user-agent') || 'unknown');
      ctx.status = 401;
      ctx.body = { error: 'wrong token' };
      return;
    }
    ctx.body = { shop, labels: [`${shop}-a6`, `${shop}-a5`] };
  });

  router.get('/zones', (ctx) => {
    ctx.body = zones;
  });

  router.get('/health', (ctx) => {
    ctx.body = { ok: true, ...limiter.stats };
  });

  return router;
};
