require('reflect-metadata');
const express = require('express');
const { Container } = require('typedi');

class Basket {
  lines = [{ sku: 1, quantity: 2 }];
}

let requests = 0;
const app = express();
app.use((req, res, next) => {
  req.scope = Container.of(`request-${++requests}`);
  req.scope.set('basket', new Basket());
  next();
});
app.get('/', (req, res) => res.json(req.scope.get('basket').lines));
app.listen(process.env.PORT, '127.0.0.1');
