const polka = require('polka');
const log = require('npmlog');

log.level = 'warn';
log.maxRecordSize = 5000;

const stock = { bolt: 400, nut: 900, washer: 1200 };

function take(article, pieces, customer) {
  log.verbose('stock', '%s asks for %d of %s', customer, pieces, article);
  if (stock[article] < pieces) {
    log.info('stock', '%s is short, refilled', article);
    stock[article] += 1000;
  }
  stock[article] -= pieces;
  return stock[article];
}

polka()
  .get('/', (req, res) => res.end(JSON.stringify(stock)))
  .get('/diagnostics', (req, res) => res.end(log.record.slice(-20).map(({ level, message }) => `${level} ${message}`).join('\n')))
  .post('/stock/:article/:pieces', (req, res) => {
    const { article, pieces } = req.params;
    if (!(article in stock)) {
      log.notice('http', 'no such article: %s', article);
      res.statusCode = 404;
      return res.end();
    }
    const left = take(article, Number(pieces), req.headers['x-customer'] ?? 'counter');
    log.http('post', '%s %s', req.path, left);
    res.end(JSON.stringify({ article, left }));
  })
  .listen(process.env.PORT, '127.0.0.1');
