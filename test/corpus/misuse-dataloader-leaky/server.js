const DataLoader = require('dataloader');
const express = require('express');

const batch = async (ids) => ids.map((id) => ({ id, name: 'user ' + id }));
const users = new DataLoader(batch);
let n = 0;
const app = express();
app.get('/', async (req, res) => {

  res.json(await users.load(++n));
});
app.listen(process.env.PORT, '127.0.0.1');
