const polka = require('polka');
const shimmer = require('shimmer');
const warehouse = require('./warehouse');

polka()
  .get('/health', (req, res) => res.end('ok'))
  .get('/stock/:sku', (req, res) => {
    const trace = { id: req.headers['x-trace-id'], steps: [] };
    const traced = 'trace' in req.query;
    if (traced) {
      shimmer.wrap(warehouse, 'refresh', (refresh) => function (...args) {
        trace.steps.push('refreshed');
        return refresh.apply(this, args);
      });
    }
    const stock = warehouse.count(req.params.sku);
    send(res, trace, stock);
  })
  .post('/refresh', (req, res) => {
    warehouse.refresh();
    res.end('refreshed');
  })
  .listen(process.env.PORT, '127.0.0.1');

function send(res, trace, stock) {
  res.setHeader('content-type', 'application/json');
  if (trace.steps.length) res.setHeader('x-trace', trace.steps.join(', '));
  res.end(JSON.stringify(stock));
}
