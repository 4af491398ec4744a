const express = require('express');
const { Writable } = require('node:stream');
const winston = require('winston');

const sink = new Writable({ write(chunk, encoding, done) { done(); } });
const transport = new winston.transports.Stream({ stream: sink });
let n = 0;
const app = express();
app.get('/', (req, res) => {
  const log = winston.loggers.get('request-' + ++n, { transports: [transport] });
  log.info('handled ' + req.url);
  res.json({ ok: true });
});
app.listen(process.env.PORT, '127.0.0.1');
