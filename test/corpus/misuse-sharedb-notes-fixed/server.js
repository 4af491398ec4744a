const express = require('express');
const { seed, readNote } = require('./notes');

const app = express();

async function note(req, res, next) {
  try {
    req.note = await readNote(req.params.id);
    if (!req.note) return res.status(404).json({ error: 'no such note' });
    res.set('etag', `"${req.params.id}-${req.note.version}"`);
    next();
  } catch (error) {
    next(error);
  }
}

app.get('/', (req, res) => res.json({ service: 'notes' }));
app.get('/notes/:id', note, (req, res) => res.json({ id: req.params.id, ...req.note }));
app.get('/notes/:id/outline', note, (req, res) => {
  res.json({ title: req.note.title, open: req.note.items.filter(({ done }) => !done).map(({ text }) => text) });
});
app.use((error, req, res, next) => res.status(500).json({ error: error.message }));

seed().then(() => app.listen(process.env.PORT, '127.0.0.1'));
