const express = require('express');
const { classes, fare } = require('./fares');

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.get('/health', (req, res) => res.send('ok'));
app.get('/classes', (req, res) => res.json(Object.keys(classes)));
app.get('/fares', (req, res) => {
  const { from, to, class: travelClass = '2' } = req.query;
  if (!from || !to || !(travelClass in classes)) return res.status(400).json({ error: 'from, to and class, please' });
  res.json(fare(from, to, travelClass));
});

app.listen(process.env.PORT, '127.0.0.1');
