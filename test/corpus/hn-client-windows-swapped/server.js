'use strict';
const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
app.set('trust proxy', 1);

const perClient = rateLimit({
  windowMs: 25_000,
  limit: 1_000_000,
  standardHeaders: 'draft-7',
  legacyHeaders: false,
  validate: false,
  keyGenerator: (request) => request.get('x-client') ?? 'nobody',
});

const prices = new Map([
  ['tea', 450],
  ['coffee', 780],
  ['cocoa', 610],
]);

app.get('/', (request, response) => response.json([...prices.keys()]));
app.get('/prices/:good', perClient, (request, response) => {
  const cents = prices.get(request.params.good);
  if (cents === undefined) return response.status(404).json({ error: 'no such good' });
  response.json({ good: request.params.good, cents });
});

app.listen(process.env.PORT, '127.0.0.1');
