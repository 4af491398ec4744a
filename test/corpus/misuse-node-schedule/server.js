const express = require('express');
const schedule = require('node-schedule');

let n = 0;
const app = express();
app.get('/', (req, res) => {
  schedule.scheduleJob('reminder-' + ++n, new Date(Date.now() + 7 * 86400 * 1000), () => console.log('remind', n));
  res.json({ scheduled: n });
});
app.listen(process.env.PORT, '127.0.0.1');
