const express = require('express');
const micromatch = require('micromatch');

let users = 0;
const app = express();
app.get('/', (req, res) => {
  const rule = `/users/${++users}/{orders,invoices}/*`;
  res.json({ allowed: micromatch.isMatch('/users/17/orders/9', rule) });
});
app.listen(process.env.PORT, '127.0.0.1');
