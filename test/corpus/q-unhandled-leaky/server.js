const express = require('express');
const Q = require('q');

let accepted = 0;
const count = () => accepted++;
const parse = ({ quantity }) =>
  quantity > 0 ? Q({ quantity }) : Q.reject(new Error('quantity must be positive'));

const app = express();
app.use(express.json());
app.post('/orders', (req, res) => {
  const order = parse(req.body);
  order.then(count);
  order.then(
    (value) => res.json({ ...value, accepted }),
    (error) => res.status(400).json({ error: error.message }),
  );
});
app.listen(process.env.PORT, '127.0.0.1');
