const express = require('express');
const { JSONPath } = require('jsonpath-plus');

const catalogue = { items: [{ sku: 1, price: 12 }, { sku: 2, price: 9 }] };
let sku = 0;
const app = express();
app.get('/', (req, res) => {
  sku++;
  res.json(JSONPath({ path: `$.items[?(@.sku == ${sku})].price`, json: catalogue }));
});
app.listen(process.env.PORT, '127.0.0.1');
