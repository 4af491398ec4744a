const fastify = require('fastify');
const { parse } = require('csv-parse/sync');

const app = fastify({ logger: false });
app.register(require('@fastify/sensible'));
app.register(require('@fastify/compress'), { threshold: 100 });
app.register(require('@fastify/multipart'), { limits: { fileSize: 1 << 20 } });
app.register(require('@fastify/websocket'));
app.register(async (scope) => {
  scope.get('/live', { websocket: true }, (socket) => socket.on('message', (message) => socket.send(message.toString())));
  scope.get('/rows', {
    schema: {
      querystring: { type: 'object', properties: { limit: { type: 'integer', maximum: 50 } }, required: ['limit'] },
      response: { 200: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } } } },
    },
  }, async (request) => Array.from({ length: request.query.limit }, (_, id) => ({ id, name: 'row ' + id, secret: 'not sent' })));
  scope.post('/upload', async (request) => {
    const file = await request.file();
    const rows = parse(await file.toBuffer(), { columns: true });
    return { name: file.filename, rows: rows.length, total: rows.reduce((sum, row) => sum + Number(row.quantity), 0) };
  });
  scope.setErrorHandler((error, _request, reply) => reply.redirect('/rows?limit=5&reason=' + error.statusCode));
  scope.get('/missing/:id', async (request) => {
    throw app.httpErrors.notFound('no item ' + request.params.id);
  });
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
