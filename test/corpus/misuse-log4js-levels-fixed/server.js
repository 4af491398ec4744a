const Koa = require('koa');
const { loggerFor } = require('./logging');

const app = new Koa();
const stock = new Map([['mug-4', 120], ['tray-2', 35], ['kettle-1', 8]]);

app.use(async (ctx, next) => {
  ctx.log = loggerFor(ctx);
  const started = performance.now();
  try {
    await next();
    ctx.log.debug('%s %s %d in %d ms', ctx.method, ctx.path, ctx.status, performance.now() - started);
  } catch (error) {
    ctx.log.error('%s %s failed', ctx.method, ctx.path, error);
    ctx.status = 500;
    ctx.body = { error: 'internal' };
  }
});

app.use(async (ctx) => {
  if (ctx.path === '/') return void (ctx.body = { service: 'stock' });
  const [, area, sku] = ctx.path.split('/');
  if (area === 'stock' && stock.has(sku)) {
    ctx.log.debug('stock of %s asked for', sku);
    ctx.body = { sku, pieces: stock.get(sku) };
    return;
  }
  ctx.log.warn('nothing at %s', ctx.path);
  ctx.status = 404;
  ctx.body = { error: 'not found' };
});

app.listen(process.env.PORT, '127.0.0.1');
