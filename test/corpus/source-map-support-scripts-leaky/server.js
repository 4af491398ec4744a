require('source-map-support').install({ environment: 'node', handleUncaughtExceptions: false });
const express = require('express');
const { randomUUID } = require('node:crypto');
const { preview } = require('./preview');

const app = express();
app.use(express.json());
app.get('/health', (req, res) => res.send('ok'));
app.get('/rules', (req, res) => res.json(['price * quantity', 'Math.max(price, 1)']));
app.post('/rules/preview', (req, res) => {
  const id = randomUUID();
  try {
    res.json({ id, result: preview(id, String(req.body.formula), req.body.row) });
  } catch (err) {
    res.status(422).json({ id, error: err.message, at: String(err.stack).split('\n')[1] });
  }
});
app.listen(process.env.PORT, '127.0.0.1');
