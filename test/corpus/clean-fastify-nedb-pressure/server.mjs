import Fastify from 'fastify';
import formbody from '@fastify/formbody';
import etag from '@fastify/etag';
import underPressure from '@fastify/under-pressure';
import Datastore from '@seald-io/nedb';

const app = Fastify({
  logger: { level: 'warn' },
  genReqId: (request) => request.headers['x-request-id'] ?? `local-${process.hrtime.bigint()}`,
});
await app.register(formbody);
await app.register(etag, { algorithm: 'fnv1a' });
await app.register(underPressure, { maxHeapUsedBytes: 1.5 * 2 ** 30, exposeStatusRoute: '/health' });

const books = new Datastore({ inMemoryOnly: true });
const loans = new Datastore({ inMemoryOnly: true });
await books.ensureIndexAsync({ fieldName: 'isbn', unique: true });
await loans.ensureIndexAsync({ fieldName: 'shelf' });
for (let n = 0; n < 150; n++) {
  await books.insertAsync({ isbn: `isbn-${n}`, title: `Volume ${n}`, subject: ['art', 'law', 'sea'][n % 3], copies: 1 + (n % 4) });
}

const bookSchema = { type: 'object', properties: { isbn: { type: 'string' }, title: { type: 'string' }, subject: { type: 'string' }, copies: { type: 'integer' } } };

app.get(
  '/books',
  {
    schema: {
      querystring: { type: 'object', properties: { subject: { type: 'string', enum: ['art', 'law', 'sea'] }, page: { type: 'integer', default: 0, minimum: 0 } }, required: ['subject'] },
      response: { 200: { type: 'object', properties: { total: { type: 'integer' }, books: { type: 'array', items: bookSchema } } } },
    },
  },
  async ({ query }) => {
    const total = await books.countAsync({ subject: query.subject });
    const list = await books.findAsync({ subject: query.subject }).sort({ isbn: 1 }).skip((query.page * 10) % total).limit(10);
    return { total, books: list };
  },
);

app.post(
  '/loans',
  { schema: { body: { type: 'object', required: ['isbn', 'reader'], properties: { isbn: { type: 'string' }, reader: { type: 'string', maxLength: 60 } } } } },
  async ({ body, log }, reply) => {
    const book = await books.findOneAsync({ isbn: body.isbn });
    if (!book) {
      log.info({ isbn: body.isbn }, 'no such book');
      return reply.code(404).send({ error: 'no such book' });
    }
    // One loan a place on the shelf: the one before is written over.
    const shelf = `${body.isbn}/${Math.floor(Math.random() * book.copies)}`;
    await loans.updateAsync({ shelf }, { shelf, isbn: body.isbn, reader: body.reader, due: new Date(Date.now() + 14 * 864e5) }, { upsert: true });
    return reply.code(201).send({ shelf });
  },
);

app.get('/loans/due', async (request, reply) => {
  const due = await loans.findAsync({ due: { $gt: new Date() } }, { _id: 0 }).sort({ due: -1 }).limit(5);
  reply.header('cache-control', 'no-cache');
  return due;
});

app.delete('/loans/:book/:copy', async ({ params }) => {
  const removed = await loans.removeAsync({ shelf: `${params.book}/${params.copy}` }, {});
  return { removed };
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
