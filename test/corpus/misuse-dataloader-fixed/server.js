const DataLoader = require('dataloader');
const express = require('express');

const batch = async (ids) => ids.map((id) => ({ id, name: 'user ' + id }));

let n = 0;
const app = express();
app.get('/', async (req, res) => {
  const users = new DataLoader(batch);
  res.json(await users.load(++n));
});
app.listen(process.env.PORT, '127.0.0.1');
