const express = require('express');
const nerdamer = require('nerdamer');
require('nerdamer/Algebra');
require('nerdamer/Calculus');

const app = express();
app.use(express.json());

/** A derivative to practise, with the value at the point that the pupil chose. */
function exercise({ a, b, x }) {
  const derivative = nerdamer(`diff(${a}*x^3 + ${b}*x, x)`);
  const value = derivative.evaluate({ x }).text('decimals');
  return { task: `f(x) = ${a}x³ + ${b}x`, derivative: derivative.toString(), x, value };
}

app.get('/', (req, res) => res.send('exercises'));

app.post('/exercises', (req, res) => {
  const [a, b, x] = [req.body.a, req.body.b, req.body.x].map(Number);
  if (![a, b, x].every(Number.isFinite)) return res.status(400).json({ error: 'numbers, please' });
  const made = exercise({ a, b, x });
  res.json(made);
});

app.use((error, req, res, next) => res.status(422).json({ error: error.message }));

app.listen(process.env.PORT, '127.0.0.1');
