import Fastify from 'fastify';
import { openWarehouses, stockOf } from './warehouses.js';

const app = Fastify();
const recent = [];
await openWarehouses();

app.get('/', async () => ({ service: 'stock' }));

app.get('/stock/:sku', async (request, reply) => {
  const answers = await Promise.allSettled(['berlin', 'lyon'].map((site) => stockOf(site, request.params.sku)));
  const stock = answers.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
  if (stock.length === 0) return reply.code(502).send({ error: 'no warehouse answers' });
  recent.push(Math.max(...stock.map(({ ms }) => ms)));
  if (recent.length > 200) recent.splice(0, 100);
  return { sku: request.params.sku, pieces: stock.reduce((sum, { pieces }) => sum + pieces, 0), sites: stock };
});

app.get('/timings', async () => {
  const sorted = [...recent].sort((a, b) => a - b);
  return { samples: sorted.length, p50: sorted[sorted.length >> 1] ?? null, max: sorted.at(-1) ?? null };
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
