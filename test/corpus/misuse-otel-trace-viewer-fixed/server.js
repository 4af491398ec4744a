const fastify = require('fastify');
const { SpanKind, SpanStatusCode, context, trace } = require('@opentelemetry/api');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { RecentSpans } = require('./recent-spans');

const exporter = new RecentSpans(3000);
const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: 2048, scheduledDelayMillis: 1000 })] });
provider.register();
const tracer = trace.getTracer('depot-api', '3.4.0');

const app = fastify({ bodyLimit: 64 * 1024 });
app.decorateRequest('span', null);

app.addHook('onRequest', async (request) => {
  request.span = tracer.startSpan(`${request.method} ${request.routeOptions.url ?? 'unmatched'}`, {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': request.method, 'url.path': request.url.split('?')[0] },
  });
});
app.addHook('onError', async (request, reply, error) => {
  request.span.recordException(error);
  request.span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
});
app.addHook('onResponse', async (request, reply) => {
  request.span.setAttribute('http.response.status_code', reply.statusCode);
  request.span.end();
});

function inSpan(request, name, attributes, work) {
  return context.with(trace.setSpan(context.active(), request.span), () =>
    tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work(span);
      } finally {
        span.end();
      }
    }),
  );
}

const depots = ['VIE', 'GRZ', 'LNZ', 'SZG'].map((code, i) => ({ code, docks: 4 + i, open: '06:00', parcels: 1200 + 310 * i }));

async function route(from, to, weight) {
  await new Promise((resolve) => setImmediate(resolve));
  const legs = from === to ? [from] : [from, depots[(from.charCodeAt(0) + to.charCodeAt(0)) % depots.length].code, to];
  return { legs, hours: 3 * legs.length + Math.ceil(weight / 10) };
}

app.get('/depots/:code', async (request, reply) => {
  const depot = await inSpan(request, 'depots.find', { 'depot.code': request.params.code }, async () =>
    depots.find(({ code }) => code === request.params.code),
  );
  if (!depot) return reply.code(404).send({ error: 'no such depot' });
  return depot;
});

const quoteSchema = {
  body: {
    type: 'object',
    required: ['from', 'to', 'weight'],
    properties: { from: { type: 'string' }, to: { type: 'string' }, weight: { type: 'number', exclusiveMinimum: 0, maximum: 70 } },
  },
};
app.post('/quotes', { schema: quoteSchema }, async (request) => {
  const { from, to, weight } = request.body;
  const path = await inSpan(request, 'route.plan', { from, to }, () => route(from, to, weight));
  return inSpan(request, 'quote.price', { 'parcel.weight': weight }, async (span) => {
    const cents = 490 + 35 * Math.ceil(weight) + 120 * (path.legs.length - 1);
    span.setAttribute('quote.cents', cents);
    return { ...path, cents, currency: 'EUR' };
  });
});

app.get('/internal/traces', async (request) => {
  const limit = Math.min(Number(request.query.limit ?? 20), 200);
  return exporter
    .latest(limit)
    .map((span) => ({ name: span.name, trace: span.spanContext().traceId, ms: span.duration[0] * 1e3 + span.duration[1] / 1e6, ...span.attributes }));
});
app.get('/health', async () => ({ ok: true }));

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => app.close().then(() => provider.shutdown()));
}
