import Fastify from 'fastify';
import { quote, zones } from './quotes.js';

const app = Fastify();

const schema = {
  body: {
    type: 'object',
    required: ['destination', 'parcels'],
    properties: {
      destination: { type: 'string', enum: Object.keys(zones) },
      parcels: {
        type: 'array',
        maxItems: 40,
        items: {
          type: 'object',
          required: ['kind', 'grams'],
          properties: { kind: { enum: ['box', 'tube'] }, grams: { type: 'integer', minimum: 1, maximum: 31_500 } },
        },
      },
    },
  },
};

app.addHook('onSend', async (request, reply) => {
  reply.header('x-response-time', reply.elapsedTime.toFixed(1));
});
app.get('/', async () => ({ service: 'freight-quotes' }));
app.get('/zones', async () => zones);
app.post('/quotes', { schema }, async ({ body }, reply) => {
  const quoted = quote(body.destination, body.parcels);
  return reply.code(201).send({ destination: body.destination, ...quoted });
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
