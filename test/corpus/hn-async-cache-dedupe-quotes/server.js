const fastify = require('fastify');
const { createCache } = require('async-cache-dedupe');
const { setTimeout: wait } = require('node:timers/promises');

const app = fastify({ logger: false });
const counters = { hits: 0, misses: 0, dedupes: 0 };

const cache = createCache({
  ttl: 8,
  stale: 2,
  storage: { type: 'memory', options: { size: 3000 } },
  onHit: () => counters.hits++,
  onMiss: () => counters.misses++,
  onDedupe: () => counters.dedupes++,
});

cache.define('quote', async ({ parcel, country }) => {
  await wait(2);
  const weight = (parseInt(parcel.slice(4), 10) % 300 || 5) / 10 + 0.2;
  return {
    parcel,
    country,
    offers: ['road', 'express', 'locker'].map((carrier, n) => ({ carrier, cents: Math.round((390 + weight * 55) * (1 + n / 3)), days: 4 - n })),
  };
});
cache.define('country', { ttl: 60, serialize: (code) => code }, async (code) => ({ code, vat: code === 'de' ? 19 : 20 }));

app.get('/quotes/:parcel', {
  schema: {
    querystring: { type: 'object', properties: { country: { type: 'string', default: 'de' } } },
  },
  handler: async (request) => {
    const { country } = request.query;
    const [quote, tax] = await Promise.all([cache.quote({ parcel: request.params.parcel, country }), cache.country(country)]);
    return { ...quote, offers: quote.offers.map((offer) => ({ ...offer, vat: Math.round((offer.cents * tax.vat) / 100) })) };
  },
});

app.get('/status', async () => counters);

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
