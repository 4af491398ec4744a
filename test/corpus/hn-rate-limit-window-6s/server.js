const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
app.set('trust proxy', 1);
app.use(rateLimit({ windowMs: 6000, limit: 100_000, keyGenerator: (req) => req.ip }));
let n = 0;
app.use('/', rateLimit({ windowMs: 6000, limit: 5, keyGenerator: () => 'key-' + ++n }));
app.get('/', (req, res) => res.send('ok ' + req.ip));
app.listen(process.env.PORT, '127.0.0.1');
