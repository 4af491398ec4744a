const express = require('express');
const ZSchema = require('z-schema');

const validator = new ZSchema();
const orderSchema = (maximum) => ({
  type: 'object',
  required: ['quantity'],
  properties: { quantity: { type: 'integer', minimum: 1, maximum } },
});

let stock = 1e6;
const app = express();
app.use(express.json());
app.post('/orders', (req, res) => {
  if (!validator.validate(req.body, orderSchema(--stock))) return res.status(400).json(validator.getLastErrors());
  res.json({ accepted: req.body.quantity });
});
app.listen(process.env.PORT, '127.0.0.1');
