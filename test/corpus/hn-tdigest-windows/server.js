const Koa = require('koa');
const { TDigest } = require('tdigest');

const WINDOWS = 12;
const byRoute = new Map();

function digestOf(route) {
  let windows = byRoute.get(route);
  if (windows === undefined) byRoute.set(route, (windows = new Array(WINDOWS).fill(null)));
  const second = Math.floor(Date.now() / 1000);
  const slot = second % WINDOWS;
  if (windows[slot]?.second !== second) windows[slot] = { second, digest: new TDigest(0.01, 25, 1.1) };
  return windows[slot].digest;
}

function percentiles(route) {
  const since = Date.now() / 1000 - WINDOWS;
  const merged = new TDigest();
  for (const window of byRoute.get(route) ?? []) {
    if (window !== null && window.second > since) merged.push_centroid(window.digest.toArray());
  }
  merged.compress();
  return merged.percentile([0.5, 0.95, 0.99]);
}

setInterval(() => {
  const since = Math.floor(Date.now() / 1000) - WINDOWS;
  for (const windows of byRoute.values()) {
    for (let n = 0; n < WINDOWS; n++) if (windows[n] !== null && windows[n].second <= since) windows[n] = null;
  }
}, 1000).unref();

const app = new Koa();
app.use(async (ctx, next) => {
  if (ctx.path === '/health') return void (ctx.body = 'ok');
  const started = process.hrtime.bigint();
  await next();
  digestOf(ctx.path).push(Number(process.hrtime.bigint() - started) / 1e6);
});
let handled = 0;
app.use(async (ctx) => {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
  ctx.body = ++handled % 200 === 0 ? { p: percentiles(ctx.path) } : { ok: true };
});
app.listen(process.env.PORT, '127.0.0.1');
