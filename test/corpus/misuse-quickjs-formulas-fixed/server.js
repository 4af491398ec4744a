const express = require('express');
const { ready, evaluate } = require('./sandbox');

const app = express();
app.use(express.json());

function formula(req, res, next) {
  const { formula: text, values = {} } = req.body;
  if (typeof text !== 'string' || text.length > 500) return res.status(422).json({ error: 'formula' });
  if (!Object.entries(values).every(([name, value]) => /^[a-z]\w*$/i.test(name) && Number.isFinite(value))) {
    return res.status(422).json({ error: 'values' });
  }
  req.formula = { text, values };
  next();
}

app.get('/', (req, res) => res.json({ service: 'formulas' }));
app.post('/formulas/evaluate', formula, (req, res) => {
  const { value, error } = evaluate(req.formula.text, req.formula.values);
  if (error) return res.status(422).json({ error });
  res.json({ value: Math.round(value * 100) / 100 });
});
app.post('/formulas/check', formula, (req, res) => {
  const names = [...new Set(req.formula.text.match(/\b[a-z]\w*\b/gi))].filter((name) => name !== 'Math');
  const ones = Object.fromEntries(names.map((name) => [name, 1]));
  res.json({ names, ok: evaluate(req.formula.text, ones).error === undefined });
});

ready.then(() => app.listen(process.env.PORT, '127.0.0.1'));
