const express = require('express');
const { Subject, filter, map } = require('rxjs');

const prices = new Subject();
setInterval(() => prices.next({ sku: 'a', cents: 100 }), 5).unref();
const app = express();
app.get('/', (req, res) => {
  let sent = false;
  prices.pipe(filter(({ sku }) => sku === 'a'), map(({ cents }) => cents / 100)).subscribe((price) => {
    if (!sent) res.json({ price });
    sent = true;
  });
});
app.listen(process.env.PORT, '127.0.0.1');
