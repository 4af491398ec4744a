const fastify = require('fastify')();
const { openPolicy } = require('./policy');

async function main() {
  const enforcer = await openPolicy();

  fastify.addHook('preHandler', async (request, reply) => {
    if (request.url === '/') return;
    const role = request.headers['x-role'] ?? 'guest';
    const act = request.method === 'GET' ? 'read' : 'write';
    const allowed = await enforcer.enforce(role, request.url, act);
    if (!allowed) return reply.code(403).send({ error: `${role} may not ${act} this` });
  });

  fastify.get('/', async () => ({ ok: true }));

  fastify.get('/documents/:id', async (request) => ({ id: request.params.id, title: `Document ${request.params.id}`, pages: 3 }));

  fastify.put('/drafts/:id', async (request) => ({ id: request.params.id, saved: true }));

  await fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
}
main();
