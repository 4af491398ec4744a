const express = require('express');
const partner = require('./partner');

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json({ mode: 'sandbox' }));

app.get('/shipments/:id', async (req, res) => {
  const shipment = await partner.shipment(req.params.id);
  res.json({ ...shipment, checkedAt: Date.now() });
});

app.post('/shipments', async (req, res) => {
  const { id, weight } = await partner.ship({ weight: Number(req.body.weight), reference: req.get('x-reference') });
  res.status(201).json({ id, weight });
});

app.listen(process.env.PORT, '127.0.0.1');
