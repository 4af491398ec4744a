const Fastify = require('fastify');
const { put } = require('./trays');

const app = Fastify();

app.get('/', async () => 'trays');

app.post('/trays/:tray/items', {
  schema: {
    body: {
      type: 'object',
      required: ['kind', 'grams'],
      properties: { kind: { enum: ['letter', 'parcel'] }, grams: { type: 'integer', minimum: 1 } },
    },
  },
}, async (request, reply) => {
  if (!/^[\w-]{1,60}$/.test(request.params.tray)) return reply.code(400).send({ error: 'tray' });
  const outcome = await put(request.params.tray, request.body);
  return reply.code(outcome.accepted ? 201 : 200).send(outcome);
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
