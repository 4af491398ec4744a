const Sentry = require('@sentry/node');
const fastify = require('fastify');

Sentry.init({ defaultIntegrations: false });
const app = fastify();
app.addHook('onRequest', async (request) => {
  Sentry.configureScope((scope) => {
    scope.addEventProcessor((event) => ({ ...event, tags: { url: request.url } }));
  });
});
app.get('/', async () => ({ ok: true }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
