const Koa = require('koa');
const { compile } = require('angular-expressions');

let rate = 0;
const app = new Koa();
app.use(async (ctx) => {
  rate++;
  const total = compile(`net * ${1 + rate / 1e6}`);
  ctx.body = { total: total({ net: 100 }) };
});
app.listen(process.env.PORT, '127.0.0.1');
