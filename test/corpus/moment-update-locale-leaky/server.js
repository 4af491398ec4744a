const Koa = require('koa');
const Router = require('@koa/router');
const moment = require('moment');

const shops = {
  berlin: { locale: 'de', opens: '09:00', closes: '20:00' },
  wien: { locale: 'de', opens: '08:30', closes: '19:00' },
  london: { locale: 'en-gb', opens: '10:00', closes: '18:00' },
};
require('moment/locale/de');
require('moment/locale/en-gb');

function useShopCalendar(shop) {
  moment.updateLocale(shop.locale, {
    calendar: {
      sameDay: `[today ${shop.opens}-${shop.closes}]`,
      nextDay: `[tomorrow from] [${shop.opens}]`,
      nextWeek: 'dddd LT',
      lastDay: 'L',
      lastWeek: 'L',
      sameElse: 'L',
    },
  });
}

const router = new Router();
router.get('/health', (ctx) => { ctx.body = 'ok'; });
router.get('/shops/:shop/pickup', (ctx) => {
  const shop = shops[ctx.params.shop];
  if (!shop) ctx.throw(404);
  useShopCalendar(shop);
  const days = Number(ctx.query.days || 0);
  ctx.body = { pickup: moment().locale(shop.locale).add(days, 'days').calendar() };
});

const app = new Koa();
app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT, '127.0.0.1');
