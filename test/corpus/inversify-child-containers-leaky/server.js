require('reflect-metadata');
const express = require('express');
const { randomUUID } = require('node:crypto');
const { root } = require('./container');
const { requestScope } = require('./request-scope');

const app = express();
app.use(express.json());
app.use((req, res, next) => {
  req.id = req.get('x-request-id') || randomUUID();
  next();
});
app.use(requestScope(root));

app.get('/', (req, res) => res.json({ service: 'quotes', version: 3 }));

app.get('/quotes/:sku', (req, res) => {
  const quotes = req.scope.get('Quotes');
  res.json(quotes.forSku(req.params.sku, Number(req.query.quantity) || 1));
});

app.post('/quotes', (req, res) => {
  const quotes = req.scope.get('Quotes');
  res.status(201).json({ lines: (req.body.lines || []).map(({ sku, quantity }) => quotes.forSku(sku, quantity)) });
});

app.use((error, req, res, next) => {
  res.status(500).json({ error: error.message, request: req.id });
});
app.listen(process.env.PORT, '127.0.0.1');
