const express = require('express');
const { campaigns, discountOf } = require('./campaigns');
const { Rule } = require('./rule');

const app = express();
app.disable('x-powered-by');

app.get('/health', (req, res) => res.json({ ok: true, campaigns: Object.keys(campaigns).length }));
app.get('/rules', (req, res) => res.json(Rule.describe()));

app.get('/checkout/:campaign', (req, res) => {
  const { campaign } = req.params;
  const cents = Number(req.query.cents);
  if (!Object.hasOwn(campaigns, campaign)) return res.status(404).json({ error: 'no such campaign' });
  if (!Number.isInteger(cents) || cents < 0) return res.status(400).json({ error: 'cents is a whole number' });
  const discount = discountOf(campaign, { cents, country: req.get('x-country') ?? 'DE' });
  res.json({ campaign, cents, discount, pay: cents - discount });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
