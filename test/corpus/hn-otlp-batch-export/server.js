const express = require('express');
const { SpanStatusCode } = require('@opentelemetry/api');
const { SeverityNumber } = require('@opentelemetry/api-logs');
const { startTelemetry } = require('./telemetry.js');

startTelemetry().then(({ tracer, logger }) => {
  const app = express();
  app.get('/health', (_req, res) => res.send('ok'));
  app.use(express.json());
  app.use((req, res, next) => {
    tracer.startActiveSpan(`${req.method} ${req.path.split('/')[1]}`, (span) => {
      span.setAttributes({ 'url.path': req.path, 'user_agent.original': req.get('user-agent') ?? '' });
      res.once('finish', () => {
        span.setAttribute('http.response.status_code', res.statusCode);
        if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      next();
    });
  });
  const query = (statement) => tracer.startActiveSpan('db.query', async (span) => {
    span.setAttribute('db.statement', statement);
    await new Promise(setImmediate);
    span.addEvent('rows', { count: 3 });
    span.end();
    return [1, 2, 3];
  });
  app.get('/cart/:id', async (req, res) => {
    const rows = await query(`select * from carts where id = '${req.params.id}'`);
    res.json({ id: req.params.id, rows });
  });
  app.post('/checkout', async (req, res) => {
    await query('begin');
    await query('insert into orders (cart, quantity) values ($1, $2)');
    await query('commit');
    logger.emit({ severityNumber: SeverityNumber.INFO, body: `checkout of ${req.body.cart}`, attributes: { cart: req.body.cart, quantity: req.body.quantity } });
    res.status(201).json({ ok: true });
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
