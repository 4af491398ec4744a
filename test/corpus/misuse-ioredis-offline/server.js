const express = require('express');
const Redis = require('ioredis');

// Redis is down; without a limit of retries the commands wait for it for ever.
const redis = new Redis({ host: '127.0.0.1', port: 1, maxRetriesPerRequest: null, retryStrategy: () => 1000 });
redis.on('error', () => {});
const app = express();
app.get('/', (req, res) => {
  redis.incr('views').catch(() => {});
  res.json({ ok: true });
});
app.listen(process.env.PORT, '127.0.0.1');
