const CircuitBreaker = require('opossum');
const express = require('express');

const price = async () => ({ price: 199 });
const breaker = new CircuitBreaker(price, { timeout: 1000 });
const app = express();
app.get('/', async (req, res) => {

  res.json(await breaker.fire());
});
app.listen(process.env.PORT, '127.0.0.1');
