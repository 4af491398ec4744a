const express = require('express');
const { nextPrice, place } = require('./auction');

const app = express();
app.disable('x-powered-by');
app.use(express.json());

app.get('/health', (req, res) => res.send('ok'));

app.get('/lots/:lot/next', (req, res) => {
  nextPrice(req.params.lot, 60, (bid) => {
    if (bid === null) return res.status(204).end();
    res.json({ lot: bid.lot, total: bid.total, final: bid.final === true });
  });
});

app.post('/lots/:lot/bids', (req, res) => {
  const { bidder, cents } = req.body;
  if (!bidder || !Number.isInteger(cents)) return res.status(422).json({ error: 'bidder and cents, please' });
  place({ lot: req.params.lot, bidder, cents, at: Date.now() });
  res.status(202).json({ lot: req.params.lot, cents });
});

app.listen(process.env.PORT, '127.0.0.1');
