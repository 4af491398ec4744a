const express = require('express');
const memoize = require('lodash.memoize');

const tax = memoize((order) => ({ net: order.net, tax: order.net * 0.19 }));
const app = express();
app.get('/', (req, res) => res.json(tax({ net: Math.random() * 100 })));
app.listen(process.env.PORT, '127.0.0.1');
