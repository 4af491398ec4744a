import Fastify from 'fastify';
import { ExponentialHistogram } from './lib/exponential-histogram.js';

const WINDOW = Number(process.env.WINDOW ?? 20_000);
const merchants = new Map(Array.from({ length: 90 }, (_, n) => [`m${n}`, null]));
const app = Fastify();

function histogramOf(merchant) {
  let histogram = merchants.get(merchant);
  if (histogram === null) merchants.set(merchant, (histogram = new ExponentialHistogram({ window: WINDOW })));
  return histogram;
}

app.post('/payments', async (request, reply) => {
  const { merchant, order, state } = request.body;
  const histogram = histogramOf(merchant);
  if (!histogram) return reply.code(404).send({ error: 'unknown merchant' });
  histogram.add(state === 'refused', order);
  return { merchant, refused: histogram.estimate() };
});

app.get('/merchants/:id', async ({ params }, reply) => {
  const histogram = histogramOf(params.id);
  if (!histogram) return reply.code(404).send({ error: 'unknown merchant' });
  return { refused: histogram.estimate(), lastRefused: histogram.lastOrder };
});

app.get('/health', async () => ({ ok: true }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
