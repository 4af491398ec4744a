'use strict';
const express = require('express');
const { Metrics } = require('./lib/metrics');
const { IdempotencyStore } = require('./lib/idempotency');
const { Mailer } = require('./lib/mailer');
const { ticketRoutes } = require('./tickets');

const metrics = new Metrics();
const mailer = new Mailer({ concurrency: 4, attempts: 3, baseDelayMs: 15 });
const idempotency = new IdempotencyStore({ ttlMs: 3000, sweepMs: 500 });

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));
app.use((req, res, next) => {
  req.startedAt = process.hrtime.bigint();
  req.id = req.get('x-request-id') || Math.random().toString(36).slice(2, 10);
  res.set('x-request-id', req.id);
  res.once('finish', () => {
    const route = req.route ? req.baseUrl + req.route.path : 'unmatched';
    metrics.observe(req.method, route, res.statusCode, Number(process.hrtime.bigint() - req.startedAt) / 1e6);
  });
  next();
});

app.use('/tickets', ticketRoutes({ idempotency, mailer }));
app.get('/metrics', (req, res) => res.type('text/plain').send(metrics.render()));
app.get('/health', (req, res) => res.json({ ok: true, mails: mailer.stats() }));

app.use((req, res) => res.status(404).json({ error: 'not found' }));
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status || (error.name === 'ZodError' ? 422 : 500);
  res.status(status).json({ error: error.message, details: error.issues, requestId: req.id });
});

app.listen(process.env.PORT, '127.0.0.1');
