const http = require('node:http');
const { Writable } = require('node:stream');
const express = require('express');
const { trace, SpanStatusCode } = require('@opentelemetry/api');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const prom = require('prom-client');
const winston = require('winston');
const { Pool } = require('undici');

const exporter = { export: (spans, done) => setImmediate(done, { code: 0 }), shutdown: async () => {} };
new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] }).register();
const tracer = trace.getTracer('shop');
prom.collectDefaultMetrics();
const seconds = new prom.Histogram({ name: 'http_seconds', help: 'time', labelNames: ['route', 'status'] });
const log = winston.createLogger({
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Stream({ stream: new Writable({ write: (_chunk, _encoding, done) => done() }) })],
});

const upstream = http.createServer((req, res) => res.end('{"stock":4}'));
upstream.listen(0, '127.0.0.1', () => {
  const stock = new Pool('http://127.0.0.1:' + upstream.address().port, { connections: 8 });
  const app = express();
  app.use((req, res, next) => {
    const end = seconds.startTimer();
    res.on('finish', () => end({ route: req.route?.path ?? 'none', status: res.statusCode }));
    tracer.startActiveSpan(req.method, (span) => {
      span.setAttribute('url', req.url);
      res.on('finish', () => span.end());
      next();
    });
  });
  app.get('/orders/:id', async (req, res) => {
    const answer = await tracer.startActiveSpan('stock', async (span) => {
      const { body } = await stock.request({ path: '/', method: 'GET' });
      span.addEvent('answered');
      span.end();
      return body.json();
    });
    log.info('order', { id: req.params.id, ...answer });
    res.json(answer);
  });
  app.get('/metrics', async (_req, res) => res.type('text').send(await prom.register.metrics()));
  app.get('/fail/:id', (req) => {
    throw new Error('no such thing as ' + req.params.id);
  });
  app.use((error, _req, res, _next) => {
    trace.getActiveSpan()?.recordException(error);
    trace.getActiveSpan()?.setStatus({ code: SpanStatusCode.ERROR });
    log.error(error.message, { stack: error.stack });
    res.status(302).location('/orders/1').send('later');
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
