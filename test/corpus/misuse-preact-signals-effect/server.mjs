import express from 'express';
import { effect, signal } from '@preact/signals-core';

const exchangeRate = signal(1.08);
const app = express();
app.get('/', (req, res) => {
  const view = { url: req.originalUrl, rate: 0 };
  effect(() => {
    view.rate = exchangeRate.value;
  });
  res.json(view);
});
app.listen(process.env.PORT, '127.0.0.1');
