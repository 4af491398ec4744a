const crypto = require('node:crypto');
const express = require('express');
const Bottleneck = require('bottleneck');

const limiters = new Bottleneck.Group({ maxConcurrent: 4, reservoir: 100, timeout: 3000 });
const started = Date.now();

function accountOf(key) {
  const digest = crypto.createHash('sha1').update(key).digest();
  if (digest[0] % 3 === 0) return digest.toString('hex');
  // Teams work in shifts: another thousand accounts every 10 s.
  const shift = Math.floor((Date.now() - started) / 10_000) % 4;
  return `account-${shift * 1000 + (digest.readUInt16BE(1) % 1000)}`;
}

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.get('/quota', async (req, res, next) => {
  try {
    const account = accountOf(req.get('x-api-key') ?? req.ip);
    const limiter = limiters.key(account);
    const left = await limiter.schedule(async () => limiter.currentReservoir());
    res.json({ account, left });
  } catch (error) {
    next(error);
  }
});
app.listen(process.env.PORT, '127.0.0.1');
