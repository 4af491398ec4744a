const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const axios = require('axios');
const express = require('express');

const socketPath = path.join(os.tmpdir(), `rates-${process.pid}.sock`);
http.createServer((req, res) => res.end('{"eur":1.08}')).listen(socketPath);

const shutdown = axios.CancelToken.source();
process.once('SIGTERM', () => {
  shutdown.cancel('shutting down');
  process.exit();
});

const app = express();
app.get('/', async (req, res) => {
  const { data } = await axios.get('http://rates/latest', { socketPath, cancelToken: shutdown.token });
  res.json(data);
});
app.listen(process.env.PORT, '127.0.0.1');
