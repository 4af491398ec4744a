import express from 'express';
import { open, publish, summary } from './links.mjs';

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));

app.get('/health', (req, res) => res.json({ ok: true, ...summary() }));

app.post('/articles/:slug/preview', (req, res) => {
  const { title, paragraphs } = req.body;
  if (typeof title !== 'string' || !Array.isArray(paragraphs)) return res.status(422).json({ error: 'title and paragraphs are needed' });
  const path = publish({ title, paragraphs });
  res.status(201).location(path).json({ slug: req.params.slug, path });
});

app.get('/p/*', (req, res) => {
  const html = open(req.path);
  if (html === undefined) return res.status(404).send('This preview has been seen already.');
  res.type('html').send(html);
});

// Editors see what the page looks like without leaving the form.
app.post('/articles/:slug/check', (req, res) => {
  const path = publish({ title: String(req.body.title ?? req.params.slug), paragraphs: req.body.paragraphs ?? [] });
  const html = open(path);
  const words = html.replace(/<[^>]+>/g, ' ').trim().split(/\s+/).length;
  res.json({ slug: req.params.slug, words, minutes: Math.ceil(words / 200) });
});

app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: error.message }));
app.listen(Number(process.env.PORT), '127.0.0.1');
