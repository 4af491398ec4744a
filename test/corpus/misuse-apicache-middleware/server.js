const express = require('express');
const apicache = require('apicache');

const app = express();
const cache = apicache.options({ statusCodes: { include: [200] }, headerBlacklist: ['x-served-by'] });
const cities = { berlin: 21, wien: 24, london: 17, oslo: 11 };

// Tiles of the public map live longer than what subscribers see.
function cached(req, res, next) {
  const seconds = req.get('x-plan') === 'live' ? 5 : 60;
  return cache.middleware(`${seconds} seconds`, () => req.method === 'GET' && !req.query.nocache)(req, res, next);
}

app.use((req, res, next) => {
  res.set('x-served-by', 'weather-2');
  next();
});

app.get('/', (req, res) => res.json({ cities: Object.keys(cities) }));

app.get('/weather/:city', cached, (req, res) => {
  const temperature = cities[req.params.city];
  if (temperature === undefined) return res.status(404).json({ error: 'no such city' });
  res.json({ city: req.params.city, temperature, at: new Date().toISOString() });
});

app.get('/forecast/:city', cached, (req, res) => {
  const today = cities[req.params.city] ?? 15;
  res.json({ city: req.params.city, days: [0, 1, 2, 3, 4].map((day) => ({ day, temperature: today + ((day * 3) % 5) - 2 })) });
});

app.delete('/cache', (req, res) => res.json(cache.clear()));

app.listen(process.env.PORT, '127.0.0.1');
