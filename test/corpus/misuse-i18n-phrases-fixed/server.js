const Koa = require('koa');
const { translator } = require('./i18n');

const app = new Koa();

app.use(async (ctx, next) => {
  const t = translator(ctx.acceptsLanguages('de', 'en') || 'en');
  ctx.state.t = t;
  await next();
});

app.use(async (ctx) => {
  const { t } = ctx.state;
  const [, area, id] = ctx.path.split('/');
  if (area === 'orders' && id) {
    const days = 1 + (id.length % 4);
    ctx.body = {
      title: t('Your order'),
      status: t('Order %s is on its way', id),
      arrival: t('It arrives in %s days', String(days)),
    };
    return;
  }
  ctx.body = { title: t('Welcome') };
});

app.listen(process.env.PORT, '127.0.0.1');
