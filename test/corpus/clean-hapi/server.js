const Hapi = require('@hapi/hapi');
const Joi = require('@hapi/joi');

async function main() {
  const server = Hapi.server({ port: process.env.PORT, host: '127.0.0.1' });
  server.state('visit', { ttl: null, encoding: 'base64json', isSecure: false, path: '/' });
  server.route({
    method: 'GET',
    path: '/items/{id}',
    options: { validate: { params: Joi.object({ id: Joi.number() }), query: Joi.object({ sort: Joi.string() }) } },
    handler: (request, h) =>
      h.response({ id: request.params.id, sort: request.query.sort }).state('visit', { at: Date.now() }),
  });
  server.ext('onPreResponse', (request, h) => {
    request.response.header?.('x-id', request.info.id);
    return h.continue;
  });
  await server.start();
}
main();
