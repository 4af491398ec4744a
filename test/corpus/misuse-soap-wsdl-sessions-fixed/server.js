const express = require('express');
const { openErp, stockOf, reserve } = require('./erp');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json({ service: 'stock-adapter' }));

app.get('/stock/:sku', async (req, res, next) => {
  try {
    res.json({ sku: req.params.sku, pieces: await stockOf(req.params.sku) });
  } catch (error) {
    next(error);
  }
});

app.post('/stock/:sku/reservations', async (req, res, next) => {
  try {
    const pieces = Number(req.body.pieces);
    if (!(pieces > 0)) return res.status(422).json({ error: 'pieces' });
    const left = await reserve(req.params.sku, pieces);
    res.status(201).json({ sku: req.params.sku, pieces, left });
  } catch (error) {
    next(error);
  }
});

app.use((error, req, res, next) => res.status(502).json({ error: error.message }));
openErp().then(() => app.listen(process.env.PORT, '127.0.0.1'));
