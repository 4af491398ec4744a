'use strict';
const Fastify = require('fastify');
const { Promotions } = require('./promotions');

const list = new Map(Array.from({ length: 90 }, (_, n) => [`sku-${n}`, 990 + n * 137]));
const promotions = new Promotions(list, { maxLayers: 250 });
const app = Fastify();

app.get('/health', async () => ({ ok: true, layers: promotions.layers }));

app.post('/promotions', async (request, reply) => {
  const { sku, percent, label } = request.body;
  if (!list.has(sku)) return reply.code(404).send({ error: 'unknown sku' });
  promotions.add({ sku, percent, label, since: Date.now() });
  return reply.code(201).send({ sku, cents: promotions.price(sku) });
});

app.post('/basket', async (request) => {
  const lines = request.body.skus.map((sku) => ({ sku, cents: promotions.price(sku) }));
  return { lines, total: lines.reduce((sum, { cents }) => sum + cents, 0) };
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
