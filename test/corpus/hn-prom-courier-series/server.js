const fastify = require('fastify');
const { duration, registry, scans, weight } = require('./metrics');

const COURIERS = ['post', 'dpd', 'gls', 'ups', 'dhl', 'hermes', 'fedex', 'tnt'];
const KINDS = ['inbound', 'sorted', 'loaded', 'returned'];
const depots = new Map(
  Array.from({ length: 60 }, (_, i) => {
    const code = `D${String(i + 1).padStart(2, '0')}`;
    return [code, { code, city: ['Vienna', 'Graz', 'Linz', 'Wels', 'Villach'][i % 5], belts: 2 + (i % 4), today: 0 }];
  }),
);

const app = fastify({ bodyLimit: 16 * 1024 });

app.addHook('onRequest', async (request) => {
  request.stopTimer = duration.startTimer();
});
app.addHook('onResponse', async (request, reply) => {
  request.stopTimer({ method: request.method, route: request.routeOptions.url ?? 'unmatched', status: reply.statusCode });
});
app.decorateRequest('stopTimer', null);

app.setErrorHandler((error, request, reply) => {
  reply.code(error.validation ? 422 : (error.statusCode ?? 500)).send({ error: error.message });
});

function depotOf(request, reply) {
  const depot = depots.get(request.params.depot);
  if (!depot) reply.code(404).send({ error: 'no such depot' });
  return depot;
}

app.get('/depots', async (request) => {
  const { city } = request.query;
  return [...depots.values()].filter((depot) => !city || depot.city === city).slice(0, 25);
});

app.get('/depots/:depot', async (request, reply) => depotOf(request, reply) ?? reply);

const scanSchema = {
  body: {
    type: 'object',
    required: ['courier', 'kind', 'parcel'],
    properties: {
      courier: { enum: COURIERS },
      kind: { enum: KINDS },
      parcel: { type: 'string', maxLength: 40 },
      grams: { type: 'integer', minimum: 10, maximum: 31_500 },
    },
  },
};
app.post('/depots/:depot/scans', { schema: scanSchema }, async (request, reply) => {
  const depot = depotOf(request, reply);
  if (!depot) return reply;
  const { courier, kind, parcel, grams } = request.body;
  scans.inc({ depot: depot.code, courier, kind });
  if (grams !== undefined) weight.observe({ depot: depot.code, courier }, grams / 1000);
  depot.today++;
  const belt = 1 + ([...parcel].reduce((sum, c) => sum + c.charCodeAt(0), 0) % depot.belts);
  return reply.code(201).send({ parcel, depot: depot.code, belt });
});

app.get('/metrics', async (request, reply) => {
  reply.type(registry.contentType);
  return registry.metrics();
});
app.get('/health', async () => 'ok');

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
