const polka = require('polka');
const flru = require('flru');

const quotes = flru(6000);

function quote(id, leg) {
  const key = `${id}/${leg}`;
  let found = quotes.get(key);
  if (found === undefined) {
    found = { key, cents: 1000 + (key.length * 97) % 500, route: ['ZRH', leg, 'LIS'], validUntil: Date.now() + 60_000, terms: `terms of ${key}` };
    quotes.set(key, found);
  }
  return found;
}

polka()
  .get('/health', (_req, res) => res.end('ok'))
  .get('/quotes/:id', (req, res) => {
    const legs = ['FRA', 'CDG', 'MAD'].map((leg) => quote(req.params.id, leg));
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(legs.map(({ cents, route }) => ({ cents, route }))));
  })
  .listen(process.env.PORT, '127.0.0.1');
