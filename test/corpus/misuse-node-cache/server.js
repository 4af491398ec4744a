const express = require('express');
const NodeCache = require('node-cache');

const cache = new NodeCache();
let n = 0;
const app = express();
app.get('/', (req, res) => {
  cache.set('answer:' + ++n, { url: req.url, at: Date.now() });
  res.json({ cached: cache.getStats().keys });
});
app.listen(process.env.PORT, '127.0.0.1');
