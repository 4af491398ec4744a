const express = require('express');
const { orders, statistics } = require('./bus');

const app = express();
app.use(express.json());
app.get('/health', (req, res) => res.send('ok'));
app.get('/statistics', (req, res) => res.json(statistics));
app.post('/orders/:id/:event(placed|paid|shipped)', (req, res) => {
  orders.publish(`order.${req.params.id}.${req.params.event}`, { by: req.body.by, at: Date.now() });
  res.status(202).json({ accepted: true });
});
app.listen(process.env.PORT, '127.0.0.1');
