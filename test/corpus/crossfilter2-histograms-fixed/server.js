const polka = require('polka');
const { add, dearest, histogram, totals } = require('./sales');

function json(res, value, status = 200) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

let imported = 0;

polka()
  .get('/health', (req, res) => json(res, { ok: true, imported }))
  .get('/reports/categories', (req, res) => json(res, totals()))
  .get('/reports/prices', (req, res) => {
    const step = Number(req.query.step ?? 5000);
    if (!Number.isInteger(step) || step < 500) return json(res, { error: 'step is a whole number of cents, 500 or more' }, 400);
    json(res, { step, bars: histogram(step) });
  })
  .get('/reports/dearest', (req, res) => json(res, dearest(Math.min(20, Number(req.query.count ?? 5)))))
  .post('/sales/:category/:cents', (req, res) => {
    const { category, cents } = req.params;
    json(res, { size: add({ id: -1 - imported++, category, day: new Date().getDate(), cents: Number(cents) }) }, 201);
  })
  .listen(process.env.PORT, '127.0.0.1');
