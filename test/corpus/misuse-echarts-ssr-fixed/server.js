const express = require('express');
const { renderChart } = require('./charts');
const { salesOf, regions } = require('./sales');

const app = express();

app.get('/', (req, res) => {
  res.type('html').send(`<h1>Sales</h1>${regions.map((region) => `<img src="/charts/${region}.svg">`).join('')}`);
});

app.get('/charts/:region.svg', (req, res) => {
  const { region } = req.params;
  if (!regions.includes(region)) return res.status(404).end();
  const months = Math.min(12, Number(req.query.months) || 6);
  const svg = renderChart({ title: `Sales ${region}`, series: salesOf(region, months), width: 480, height: 260 });
  res.type('image/svg+xml').set('cache-control', 'private, max-age=60').send(svg);
});

app.get('/sales/:region.json', (req, res) => res.json(salesOf(req.params.region, 12)));

app.listen(process.env.PORT, '127.0.0.1');
