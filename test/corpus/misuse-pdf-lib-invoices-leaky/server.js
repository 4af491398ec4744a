const fastify = require('fastify')();
const { invoicePdf } = require('./invoice');

fastify.get('/', async () => 'invoices');

fastify.get('/invoices/:number.pdf', async (request, reply) => {
  const { number } = request.params;
  const pdf = await invoicePdf({ number, customer: request.query.customer ?? 'walk-in', cents: number.length * 4711 });
  return reply.type('application/pdf').send(Buffer.from(pdf));
});

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
