const fastify = require('fastify')();

async function main() {
  await fastify.register(require('@fastify/swagger'), { openapi: { info: { title: 'users', version: '1' } } });
  await fastify.register(require('@fastify/jwt'), { secret: 'a secret' });
  await fastify.register(require('@fastify/cookie'));
  await fastify.register(require('@fastify/rate-limit'), { max: 1e9, timeWindow: '1 minute' });
  const body = { type: 'object', properties: { user: { type: 'string' } }, required: ['user'] };
  fastify.post('/login', { schema: { body } }, async (request, reply) => {
    const token = fastify.jwt.sign({ user: request.body.user, at: Date.now() });
    reply.setCookie('token', token);
    return { token };
  });
  fastify.get('/me', async (request) => {
    const token = fastify.jwt.sign({ user: 'grace' });
    return { user: fastify.jwt.verify(token).user, ip: request.ip };
  });
  fastify.get('/openapi.json', async () => fastify.swagger());
  fastify.get('/', async () => 'ok');
  await fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
}
main();
