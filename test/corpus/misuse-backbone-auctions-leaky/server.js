const express = require('express');
const { lots, BidView } = require('./auction');

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json(lots.toJSON()));

app.post('/lots/:id/bids', (req, res) => {
  const lot = lots.get(req.params.id);
  if (!lot) return res.status(404).json({ error: 'no such lot' });
  const { bidder, amount } = req.body;
  if (typeof bidder !== 'string' || !(amount > 0)) return res.status(400).json({ error: 'bidder and amount' });
  const view = new BidView(lot, bidder);
  const outcome = view.place(amount);
  if (outcome.accepted) view.close();
  res.status(outcome.accepted ? 201 : 200).json(outcome);
});

app.listen(process.env.PORT, '127.0.0.1');
