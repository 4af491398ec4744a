'use strict';
const crypto = require('node:crypto');
const Koa = require('koa');
const Router = require('@koa/router');
const { usage, totals } = require('./usage');

const TENANTS = 110;
const routes = ['orders', 'invoices', 'customers', 'products', 'shipments', 'returns', 'quotes', 'labels'];

// API keys are signed over the tenant's number; the simulator's keys spread over the tenants unevenly.
function tenantOf(key) {
  const u = crypto.createHash('sha1').update(key).digest().readUInt32BE(0) / 2 ** 32;
  return `t-${Math.floor(u ** 1.6 * TENANTS)}`;
}

const app = new Koa();
app.silent = true;
const router = new Router();

app.use(async (ctx, next) => {
  const started = performance.now();
  await next();
  if (!ctx.state.tenant) return;
  const bytes = Buffer.byteLength(JSON.stringify(ctx.body ?? ''));
  usage[ctx.state.tenant][ctx._matchedRoute ?? 'none'][ctx.status].add(bytes, performance.now() - started);
});

for (const name of routes) {
  router.get(`/${name}/:id`, (ctx) => {
    ctx.state.tenant = tenantOf(ctx.get('x-api-key') || ctx.params.id);
    if (ctx.params.id.endsWith('7')) ctx.status = 203;
    ctx.body = { id: ctx.params.id, kind: name.slice(0, -1), tenant: ctx.state.tenant };
  });
}
router.get('/usage', (ctx) => {
  ctx.body = totals();
});

app.use(router.routes());
app.listen(Number(process.env.PORT), '127.0.0.1');
