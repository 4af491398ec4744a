const fastify = require('fastify')({ logger: { stream: { write() {} } } });
const eta = new (require('eta').Eta)({ views: __dirname });

eta.loadTemplate('@list', '<ul><% it.items.forEach((item) => { %><li><%= item.name %></li><% }) %></ul>');
fastify.register(require('@fastify/cookie'), { secret: 'secret' });
fastify.get('/list', async (request, reply) => {
  const visits = Number(request.cookies.visits ?? 0) + 1;
  reply.setCookie('visits', String(visits)).type('text/html');
  return eta.render('@list', { items: Array.from({ length: 20 }, (_, i) => ({ name: 'item ' + i + ' of ' + visits })) });
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
