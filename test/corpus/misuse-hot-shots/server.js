const express = require('express');
const StatsD = require('hot-shots');

const app = express();
app.get('/', (req, res) => {
  const stats = new StatsD({ host: '127.0.0.1', port: 9, errorHandler() {} });
  stats.increment('views');
  res.json({ ok: true });
});
app.listen(process.env.PORT, '127.0.0.1');
