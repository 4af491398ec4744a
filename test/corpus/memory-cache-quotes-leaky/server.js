const express = require('express');
const cache = require('memory-cache');

const QUOTE_TTL_MS = 1500;
const app = express();

function priceOf(policy) {
  const risk = [...policy].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 997, 7);
  return { policy, premium: 120 + risk / 10, currency: 'EUR', covers: ['fire', 'water', 'theft'].slice(0, 1 + (risk % 3)) };
}

app.get('/quotes/:policy', (req, res) => {
  const { policy } = req.params;
  let quote = cache.get(policy);
  if (!quote) {
    quote = priceOf(policy);
    cache.put(policy, quote, QUOTE_TTL_MS);
  }
  res.set('cache-control', 'private, max-age=1').json(quote);
});

app.get('/health', (req, res) => res.send('ok'));
app.listen(process.env.PORT, '127.0.0.1');
