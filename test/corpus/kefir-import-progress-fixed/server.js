const fastify = require('fastify')({ bodyLimit: 256 * 1024 });
const { importList, progress, totals } = require('./importer');

fastify.addContentTypeParser('text/csv', { parseAs: 'string' }, (request, body, done) => done(null, body));

fastify.get('/health', async () => ({ ok: true, ...totals }));

fastify.post('/suppliers/:supplier/prices', async (request, reply) => {
  try {
    const rows = importList(request.params.supplier, request.body);
    reply.code(201);
    return { imported: rows.length, first: rows[0] ?? null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reply.code(422);
    return { error: error.message };
  }
});

fastify.get('/progress', (request, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (value) => reply.raw.write(`data: ${JSON.stringify(value)}\n\n`);
  progress.onValue(send);
  request.raw.on('close', () => progress.offValue(send));
});

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
