const fastify = require('fastify')();
const { move, nearby } = require('./positions');

const position = {
  type: 'object',
  required: ['lat', 'lng'],
  properties: { lat: { type: 'number' }, lng: { type: 'number' } },
};

fastify.get('/health', async () => 'ok');
fastify.put('/couriers/:id/position', { schema: { body: position } }, async (request, reply) => {
  const { lat, lng } = request.body;
  // GPS jitters by some metres.
  move(request.params.id, { lat: lat + (Math.random() - 0.5) / 50, lng: lng + (Math.random() - 0.5) / 50 });
  reply.code(204);
});
fastify.get('/couriers', async (request) => {
  const { lat, lng } = request.query;
  return { couriers: nearby({ lat: Number(lat), lng: Number(lng) }, 0.001) };
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
