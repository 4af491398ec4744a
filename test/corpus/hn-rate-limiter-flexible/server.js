const express = require('express');
const { RateLimiterMemory } = require('rate-limiter-flexible');

const limiter = new RateLimiterMemory({ points: 1e6, duration: 3 });
const app = express();
app.get('/', async (req, res) => {
  const address = '10.' + Math.floor(Math.random() * 20000);
  const { consumedPoints } = await limiter.consume(address);
  res.json({ consumedPoints });
});
app.listen(process.env.PORT, '127.0.0.1');
