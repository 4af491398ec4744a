const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
let n = 0;
// Clients behind ever new addresses; the memory store forgets an address after one to two windows.
app.use(rateLimit({ windowMs: 1500, limit: 100, keyGenerator: () => 'client-' + ++n, validate: false }));
app.get('/', (req, res) => res.json({ ok: true }));
app.listen(process.env.PORT, '127.0.0.1');
