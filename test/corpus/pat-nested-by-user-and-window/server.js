const express = require('express');

const usage = {};
let n = 0;
const app = express();
app.get('/', (req, res) => {
  const user = 'user' + (n++ % 300);
  const byWindow = (usage[user] ??= {});
  const slot = 'w' + Math.floor(n / 300);
  const bucket = (byWindow[slot] ??= { calls: 0, firstPath: req.path });
  bucket.calls++;
  res.json(bucket);
});
app.listen(process.env.PORT, '127.0.0.1');
