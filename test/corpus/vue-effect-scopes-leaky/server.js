const { effect, effectScope, reactive } = require('@vue/reactivity');
const fastify = require('fastify')();
const { rates } = require('./rates');

/** A basket whose totals follow its lines and the rates. */
function openBasket(currency) {
  const basket = reactive({ currency, lines: [], net: 0, total: 0 });
  effect(() => {
    basket.net = basket.lines.reduce((sum, { count, cents }) => sum + count * cents, 0);
  });
  effect(() => {
    basket.total = Math.round((basket.net * 100) / rates[basket.currency]);
  });
  return basket;
}

function addLine(basket, { sku, count, cents }) {
  if (!Number.isInteger(count) || count < 1) {
    throw Object.assign(new Error(`${count} is not a number of pieces`), { statusCode: 422 });
  }
  basket.lines.push({ sku, count, cents });
}

fastify.post('/quotes', async (request) => {
  const { currency = 'EUR', lines } = request.body;
  const scope = effectScope();
  const basket = scope.run(() => openBasket(currency));
  for (const line of lines) addLine(basket, line);
  const quote = { currency, lines: basket.lines.length, net: basket.net, total: basket.total };
  scope.stop();
  return quote;
});

fastify.get('/rates', async () => ({ ...rates }));

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
