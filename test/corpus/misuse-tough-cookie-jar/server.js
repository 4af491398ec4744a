const express = require('express');
const { startCarrier } = require('./carrier');
const { CarrierClient } = require('./carrier-client');

const app = express();
app.use(express.json());

startCarrier().then((origin) => {
  const carrier = new CarrierClient(origin);

  app.get('/', (req, res) => res.json({ carrier: 'parcel-express' }));

  app.post('/orders/:order/label', async (req, res, next) => {
    try {
      const label = await carrier.label(req.params.order, { weight: Number(req.body?.weight) || 1 });
      res.status(201).json(label);
    } catch (error) {
      next(error);
    }
  });

  app.listen(process.env.PORT, '127.0.0.1');
});
