const express = require('express');
const { LRUMap, CircularBuffer, FixedReverseHeap } = require('mnemonist');

const pages = new LRUMap(6000);
const lines = new CircularBuffer(Array, 9000);
const dearest = new FixedReverseHeap(Array, (a, b) => b.micros - a.micros, 100);

function log(level, text) {
  lines.push({ level, text, at: new Date().toISOString() });
}

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.get('/views', (req, res) => {
  const started = process.hrtime.bigint();
  const key = String(req.query.page);
  const page = pages.get(key) ?? { key, views: 0, referrers: {}, created: Date.now() };
  page.views++;
  page.referrers[req.get('referer') ?? 'direct'] = page.views;
  pages.set(key, page);
  log('info', `view of ${key}`);
  log('debug', `${key} has ${page.views} views, ${pages.size} pages known`);
  dearest.push({ key, micros: Number(process.hrtime.bigint() - started) / 1000 });
  res.json({ views: page.views });
});
app.get('/slow', (_req, res) => res.json(dearest.peek()));
app.listen(process.env.PORT, '127.0.0.1');
