const http = require('node:http');
const { Eta } = require('eta');

const app = require('fastify')({ logger: { level: 'info' }, disableRequestLogging: true });
const eta = new Eta();
const page = eta.compile('<h1>Item <%= it.id %></h1><ul><% it.tags.forEach((tag) => { %><li><%= tag %></li><% }) %></ul>');
const upstream = http.createServer((req, res) => res.end('{"cents":199}'));
const order = {
  type: 'object',
  required: ['sku', 'quantity'],
  properties: { sku: { type: 'string', minLength: 1, maxLength: 64 }, quantity: { type: 'integer', minimum: 1 } },
};
app.get('/items/:id', async (request, reply) => {
  reply.type('text/html');
  return eta.render(page, { id: request.params.id, tags: ['new', 'blue', request.headers.host] });
});
app.post('/orders', { schema: { body: order } }, async (request, reply) => {
  const { cents } = await (await fetch('http://127.0.0.1:' + upstream.address().port + '/price')).json();
  request.log.info({ order: request.body, cents }, 'ordered');
  reply.code(201);
  return { ...request.body, total: cents * request.body.quantity };
});
upstream.listen(0, '127.0.0.1', () => app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' }));
