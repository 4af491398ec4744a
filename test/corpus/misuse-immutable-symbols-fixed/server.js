const { randomUUID } = require('node:crypto');
const Koa = require('koa');
const { bodyParser } = require('@koa/bodyparser');
const Immutable = require('immutable');

const app = new Koa();
app.use(bodyParser());

const DISCOUNTS = [
  { name: 'three for two', applies: (lines) => lines.count((line) => line.group === 'books') >= 3, percent: 10 },
  { name: 'large order', applies: (lines) => lines.reduce((sum, line) => sum + line.cents, 0) > 20_000, percent: 5 },
];

/** The same article may be in a basket twice, so a line is known by a key of its own. */
function basketOf(rows) {
  return Immutable.Map(rows.map((row) => [randomUUID(), row]));
}

app.use(async (ctx) => {
  if (ctx.method !== 'POST' || ctx.path !== '/baskets/total') {
    ctx.body = { ok: true };
    return;
  }
  const lines = basketOf(ctx.request.body.lines).filter((line) => line.quantity > 0);
  const discount = DISCOUNTS.find(({ applies }) => applies(lines));
  const cents = lines.reduce((sum, line) => sum + line.cents * line.quantity, 0);
  ctx.body = { lines: lines.size, discount: discount?.name ?? null, cents: Math.round(cents * (1 - (discount?.percent ?? 0) / 100)) };
});

app.listen(process.env.PORT, '127.0.0.1');
