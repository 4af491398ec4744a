const express = require('express');
const HashRing = require('hashring');

const shards = ['eu-1', 'eu-2', 'us-1', 'us-2', 'ap-1'].map((name) => ({ name, stored: 0, hits: 0 }));
const ring = new HashRing(shards.map(({ name }) => name), 'md5', { 'max cache size': 6000 });
const byName = new Map(shards.map((shard) => [shard.name, shard]));

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json(shards));

app.get('/objects/:key', (req, res) => {
  const shard = byName.get(ring.get(req.params.key));
  shard.hits++;
  res.json({ key: req.params.key, shard: shard.name });
});

app.put('/objects/:key', (req, res) => {
  const shard = byName.get(ring.get(req.params.key));
  shard.stored++;
  res.status(201).json({ key: req.params.key, shard: shard.name, bytes: JSON.stringify(req.body).length });
});

app.listen(process.env.PORT, '127.0.0.1');
