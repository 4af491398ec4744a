import Fastify from 'fastify';
import { ParcelFeed } from './parcel-feed.mjs';
import { ParcelService, UnknownParcel } from './parcel-service.mjs';
import { streamParcel } from './event-stream.mjs';

const feed = new ParcelFeed();
const parcels = new ParcelService(feed, { count: 150, historyLength: 12 });

const app = Fastify({ logger: false, bodyLimit: 32 * 1024, genReqId: () => crypto.randomUUID() });

app.decorateRequest('startedAt', 0);
app.addHook('onRequest', async (request) => {
  request.startedAt = performance.now();
});
app.addHook('onResponse', async (request, reply) => {
  parcels.timings.push({ route: request.routeOptions.url, status: reply.statusCode, ms: performance.now() - request.startedAt });
  if (parcels.timings.length > 1200) parcels.timings.splice(0, 400);
});
app.setErrorHandler((error, request, reply) => {
  const status = error instanceof UnknownParcel ? 404 : (error.statusCode ?? 500);
  reply.code(status).send({ error: error.message, request: request.id });
});

const params = { type: 'object', properties: { parcel: { type: 'string', pattern: '^P[0-9]{1,4}$' } }, required: ['parcel'] };
const scan = {
  type: 'object',
  required: ['depot', 'status'],
  properties: {
    depot: { type: 'string', maxLength: 40 },
    status: { enum: ['received', 'sorted', 'loaded', 'delivered'] },
    note: { type: 'string', maxLength: 200 },
  },
};

app.post('/parcels/:parcel/scans', { schema: { params, body: scan } }, async (request, reply) => {
  const entry = parcels.scan(request.params.parcel, request.body);
  reply.code(201);
  return entry;
});

app.get('/parcels/:parcel', { schema: { params } }, async (request) => parcels.get(request.params.parcel));

app.get('/parcels/:parcel/next', { schema: { params, querystring: { type: 'object', properties: { wait: { type: 'integer', minimum: 1, maximum: 5000, default: 30 } } } } }, async (request, reply) => {
  const parcel = parcels.get(request.params.parcel);
  const device = { id: request.headers['x-device'] ?? request.id, agent: request.headers['user-agent'] ?? null };
  const change = await feed.next(parcel.id, device, request.query.wait);
  if (change === null) return reply.code(204).send();
  return { parcel: parcel.id, change, after: parcel.revision };
});

app.get('/parcels/:parcel/events', { schema: { params } }, async (request, reply) => {
  streamParcel(parcels.get(request.params.parcel), feed, request, reply);
  return reply;
});

app.get('/status', async () => ({ parcels: parcels.size, watching: feed.watchers, timings: parcels.timings.length }));

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
