const { join } = require('node:path');
const { tmpdir } = require('node:os');
const express = require('express');
const pino = require('pino');

const file = join(tmpdir(), `requests-${process.pid}.log`);
const app = express();
app.get('/', (req, res) => {
  const log = pino({ level: 'warn' }, pino.destination(file));
  log.warn({ url: req.url }, 'deprecated');
  res.json({ ok: true });
});
app.listen(process.env.PORT, '127.0.0.1');
