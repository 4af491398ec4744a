const express = require('express');
const { LRUCache } = require('lru-cache');

const tokens = new LRUCache({ max: 30000, ttl: 4000 });
let n = 0;
const app = express();
app.get('/', (req, res) => {
  const token = 'tok-' + ++n;
  tokens.set(token, { subject: n, scopes: ['read', 'write'] });
  res.json({ token });
});
app.listen(process.env.PORT, '127.0.0.1');
