const { randomUUID } = require('node:crypto');
const fastify = require('fastify')();
const { quote, setRate } = require('./quotes');

const body = {
  type: 'object',
  required: ['lines'],
  properties: {
    lines: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        required: ['sku', 'quantity', 'price'],
        properties: { sku: { type: 'string' }, quantity: { type: 'integer', minimum: 1 }, price: { type: 'number' } },
      },
    },
    country: { enum: ['DE', 'CH', 'SE'] },
    currency: { enum: ['EUR', 'CHF', 'SEK'] },
  },
};

fastify.get('/health', async () => 'ok');
fastify.post('/quotes', { schema: { body } }, async (request, reply) => {
  const { lines, country, currency } = request.body;
  reply.code(201);
  return quote(randomUUID(), lines, { country, currency });
});
fastify.put('/rates/:currency/:rate', async (request) => setRate(request.params.currency, Number(request.params.rate)));
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
