const express = require('express');
const mongoose = require('mongoose');

const connection = mongoose.createConnection();
let tenants = 0;
const app = express();
app.get('/', (req, res) => {
  const db = connection.useDb(`tenant_${++tenants}`);
  res.json({ database: db.name, state: db.readyState });
});
app.listen(process.env.PORT, '127.0.0.1');
