const http = require('node:http');
const axios = require('axios');
const { buildMemoryStorage, setupCache } = require('axios-cache-interceptor');
const express = require('express');

// The carrier's interface, here in the same process.
const carrier = http.createServer((req, res) => {
  const parcel = req.url.split('/').pop();
  const events = ['registered', 'picked up', 'in the depot'].map((state, hour) => ({ state, at: `2026-03-02T0${hour}:30` }));
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ parcel, events }));
});
carrier.keepAliveTimeout = 120_000;

const client = setupCache(
  axios.create({ httpAgent: new http.Agent({ keepAlive: true, maxSockets: 8 }), proxy: false }),
  { ttl: 2000, interpretHeader: false, storage: buildMemoryStorage(false, 1000, 500) },
);

const app = express();

app.get('/parcels/:parcel', async (req, res) => {
  try {
    const { data, cached } = await client.get(`http://127.0.0.1:${carrier.address().port}/v2/parcels/${req.params.parcel}`);
    res.json({ parcel: data.parcel, last: data.events.at(-1), fresh: !cached });
  } catch (error) {
    res.status(502).json({ error: error.message });
  }
});

app.get('/health', (req, res) => res.json({ ok: true }));
carrier.listen(0, '127.0.0.1', () => app.listen(process.env.PORT, '127.0.0.1'));
