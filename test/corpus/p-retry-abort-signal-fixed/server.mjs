import Fastify from 'fastify';
import { loadStock, startWarehouse } from './stock.mjs';

const shutdown = new AbortController();
const app = Fastify();

app.get('/health', async () => 'ok');
app.get('/stock/:sku', async (request, reply) => {
  const stock = await loadStock(request.params.sku, shutdown.signal);
  reply.header('cache-control', 'no-store');
  return { sku: request.params.sku, ...stock };
});

process.once('SIGTERM', () => {
  shutdown.abort();
  app.close();
});

await startWarehouse();
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
