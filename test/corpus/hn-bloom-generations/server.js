const express = require('express');
const { BloomFilter, HyperLogLog, CountMinSketch } = require('bloom-filters');

const PER_GENERATION = 2500;
const freshFilter = () => BloomFilter.create(PER_GENERATION, 0.001);
let generations = [freshFilter()];
let exact = new Map();
const devices = new HyperLogLog(1024);
const levels = CountMinSketch.create(0.001, 0.99);

function seenBefore(id) {
  if (exact.has(id)) return true;
  return generations.some((filter, n) => n > 0 && filter.has(id));
}

function remember(id, event) {
  generations[0].add(id);
  exact.set(id, { ...event, firstSeen: new Date() });
  if (exact.size >= PER_GENERATION) {
    generations = [freshFilter(), ...generations].slice(0, 3);
    exact = new Map();
  }
}

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.post('/ingest', express.json(), (req, res) => {
  const { device, level } = req.body;
  levels.update(level);
  if (seenBefore(device)) return res.status(200).json({ duplicate: true });
  remember(device, req.body);
  devices.update(device);
  res.status(201).json({ duplicate: false, level: levels.count(level) });
});
app.get('/stats', (_req, res) => res.json({ devices: devices.count(), generations: generations.length, exact: exact.size }));
app.listen(process.env.PORT, '127.0.0.1');
