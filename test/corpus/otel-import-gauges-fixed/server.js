const http = require('node:http');
const { PrometheusExporter } = require('@opentelemetry/exporter-prometheus');
const { MeterProvider } = require('@opentelemetry/sdk-metrics');

const prometheus = new PrometheusExporter({ preventServerStart: true });
const provider = new MeterProvider({ readers: [prometheus] });

const meter = provider.getMeter('imports');
const imported = meter.createCounter('imports.rows');
const remaining = meter.createObservableGauge('imports.rows.remaining');

async function importRows(kind, rows) {
  let done = 0;
  const observe = (result) => result.observe(rows.length - done, { kind });
  remaining.addCallback(observe);
  try {
    for (const row of rows) {
      await null;
      const [sku, cents] = row.split(';');
      if (!/^\d+$/.test(cents)) throw new Error(`row ${done + 1}: ${sku} has no price`);
      done++;
    }
  } finally {
    remaining.removeCallback(observe);
  }
  imported.add(done, { kind });
  return { kind, rows: done };
}

const server = http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.url === '/metrics') return prometheus.getMetricsRequestHandler(req, res);
  const [, collection, kind] = req.url.split('/');
  if (req.method !== 'PUT' || collection !== 'imports' || !kind) return res.writeHead(404).end();
  let text = '';
  for await (const chunk of req) text += chunk;
  try {
    const outcome = await importRows(kind, text.trim().split('\n'));
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(outcome));
  } catch (error) {
    res.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.message }));
  }
});
server.listen(process.env.PORT, '127.0.0.1');
