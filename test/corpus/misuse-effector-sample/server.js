const http = require('node:http');
const { createEvent, createStore, sample } = require('effector');

const priceChanged = createEvent();
const price = createStore(100).on(priceChanged, (_, next) => next);

http.createServer((req, res) => {
  const discount = createStore(0.1);
  const total = sample({ source: [price, discount], fn: ([p, d]) => p * (1 - d) });
  void total;
  res.end(String(price.getState() * (1 - discount.getState())));
}).listen(process.env.PORT, '127.0.0.1');
