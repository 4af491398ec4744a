const express = require('express');
const { buildable, overlap } = require('./geometry');

const app = express();
app.use(express.json());

const isRing = (points) =>
  Array.isArray(points) && points.length >= 3 && points.length <= 200 && points.every((p) => p.every(Number.isFinite));

function rings(...names) {
  return (req, res, next) => {
    const wrong = names.find((name) => !isRing(req.body[name]));
    if (wrong) return res.status(422).json({ error: `${wrong} is not a ring` });
    next();
  };
}

app.get('/', (req, res) => res.json({ service: 'parcels' }));
app.post('/parcels/buildable', rings('boundary'), (req, res) => {
  const { boundary, setback = 3, trees = [] } = req.body;
  res.json(buildable(boundary, setback, trees));
});
app.post('/parcels/overlap', rings('a', 'b'), (req, res) => res.json({ area: overlap(req.body.a, req.body.b) }));

app.listen(process.env.PORT, '127.0.0.1');
