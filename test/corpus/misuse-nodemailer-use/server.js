const express = require('express');
const { sendReceipt } = require('./mail');

const app = express();
app.use(express.json());
app.get('/health', (req, res) => res.send('ok'));
app.post('/orders', async (req, res, next) => {
  try {
    const order = { number: Date.now().toString(36), email: req.body.email, lines: req.body.lines };
    const size = await sendReceipt(order);
    res.status(201).json({ order: order.number, receiptBytes: size });
  } catch (err) {
    next(err);
  }
});
app.listen(process.env.PORT, '127.0.0.1');
