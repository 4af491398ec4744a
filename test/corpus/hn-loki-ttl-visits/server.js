const express = require('express');
const Loki = require('lokijs');

const db = new Loki('visits.db', { adapter: new Loki.LokiMemoryAdapter(), autosave: false });
const visits = db.addCollection('visits', { indices: ['page'], ttl: 5000, ttlInterval: 1000, disableMeta: false });
const pages = db.addCollection('pages', { unique: ['slug'] });
for (const slug of ['home', 'news', 'jobs', 'imprint', 'shop']) pages.insert({ slug, visits: 0, last: null });

const app = express();
app.use(express.json());

app.post('/visits', (req, res) => {
  const { page: slug, visitor, referrer } = req.body;
  const page = pages.by('slug', slug);
  if (!page) return res.status(422).json({ error: 'unknown page' });
  visits.insert({ page: slug, visitor, referrer, at: Date.now() });
  page.visits++;
  page.last = visitor;
  pages.update(page);
  res.status(201).json({ page: slug, visits: page.visits });
});

app.get('/pages/:slug', (req, res) => {
  const page = pages.by('slug', req.params.slug);
  if (!page) return res.sendStatus(404);
  const now = visits.chain().find({ page: page.slug }).limit(20).data();
  res.json({ page: page.slug, total: page.visits, recent: now.map(({ visitor, at }) => ({ visitor, at })) });
});

app.listen(process.env.PORT, '127.0.0.1');
