const express = require('express');
const { stringify } = require('csv-stringify');
const { setTimeout: wait } = require('node:timers/promises');

const query = async (name) => {
  await wait(10 + Math.random() * 17);
  return Array.from({ length: 30 }, (_, n) => ({ name, n, value: Math.random() }));
};
const app = express();
app.get('/report/:id', async (req, res) => {
  const rows = [];
  for (const name of ['orders', 'refunds', 'stock']) rows.push(...(await query(name)));
  res.type('csv');
  const out = stringify({ header: true });
  out.pipe(res);
  for (const row of rows) out.write({ report: req.params.id, ...row });
  out.end();
});
app.listen(process.env.PORT, '127.0.0.1');
