const { randomUUID } = require('node:crypto');
const express = require('express');
const { announcePickup, configureKiosk, seen } = require('./broker');

const app = express();
app.use(express.json());

app.get('/health', (req, res) => res.json({ ok: true, seen: seen() }));

app.put('/kiosks/:kiosk', async (req, res, next) => {
  const { kiosk } = req.params;
  if (!/^k[0-9]{1,2}$/.test(kiosk)) return res.status(404).json({ error: 'no such kiosk' });
  try {
    await configureKiosk(kiosk, { language: req.body.language ?? 'en', brightness: req.body.brightness ?? 70 });
    res.status(204).end();
  } catch (error) {
    next(error);
  }
});

app.post('/kiosks/:kiosk/pickups', async (req, res, next) => {
  const pickup = {
    id: randomUUID(),
    kiosk: req.params.kiosk,
    parcel: req.body.parcel,
    box: 1 + (String(req.body.parcel).length * 7) % 40,
    status: 'collected',
  };
  try {
    await announcePickup(pickup);
    res.status(201).json(pickup);
  } catch (error) {
    next(error);
  }
});

app.listen(Number(process.env.PORT), '127.0.0.1');
