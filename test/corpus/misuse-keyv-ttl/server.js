const { randomUUID } = require('node:crypto');
const express = require('express');
const Keyv = require('keyv');

const sessions = new Keyv({ namespace: 'sessions' });
const app = express();
app.get('/', async (req, res) => {
  const token = randomUUID();
  await sessions.set(token, { user: 'ada', since: Date.now() }, 1000);
  res.json({ token });
});
app.listen(process.env.PORT, '127.0.0.1');
