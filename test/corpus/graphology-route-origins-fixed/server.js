const express = require('express');
const { isStation, nearest, route } = require('./network');

const app = express();
app.disable('x-powered-by');

function place(query) {
  const lat = Number(query.lat);
  const lng = Number(query.lng);
  return Number.isFinite(lat) && Number.isFinite(lng) ? { lat, lng } : null;
}

app.get('/health', (req, res) => res.json({ ok: true }));

app.get('/stations', (req, res) => {
  const at = place(req.query);
  if (at === null) return res.status(400).json({ error: 'lat and lng are needed' });
  res.json(nearest(at, 5));
});

app.get('/routes/:station', (req, res) => {
  const at = place(req.query);
  if (at === null) return res.status(400).json({ error: 'lat and lng are needed' });
  if (!isStation(req.params.station)) return res.status(404).json({ error: 'no such station' });
  res.json({ from: at, stops: route(at, req.params.station) });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
