import Fastify from 'fastify';
import { carriers, quoteParcel } from './carriers.mjs';

const app = Fastify();
const shutdown = new AbortController();

app.get('/health', async () => ({ ok: true, carriers: carriers.length }));
app.get('/parcels/:country/quotes', async (request, reply) => {
  const grams = Number(request.query.grams ?? 500);
  if (!(grams > 0 && grams <= 31_500)) return reply.code(422).send({ error: 'weight out of range' });
  const quotes = await quoteParcel({ country: request.params.country, grams }, shutdown.signal);
  return { grams, quotes: quotes.filter(Boolean).sort((a, b) => a.cents - b.cents) };
});

process.once('SIGTERM', () => {
  shutdown.abort(new Error('shutting down'));
  app.close();
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
