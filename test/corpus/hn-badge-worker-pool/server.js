'use strict';
const express = require('express');
const { WorkerPool, QueueFull } = require('./worker-pool');
const { ByteLru } = require('./byte-lru');
const { FormSchemas } = require('./form-schemas');

const pool = new WorkerPool(require.resolve('./badge-worker'), { max: 2, maxQueue: 200, idleMs: 3000 });
const badges = new ByteLru({ maxBytes: 3 * 1024 * 1024 });
const schemas = new FormSchemas();
const jobs = new Map();
let serial = 0;

const app = express();
app.use(express.json());
app.use((req, res, next) => {
  const controller = new AbortController();
  req.gone = controller.signal;
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  next();
});

async function renderBadge(fields) {
  const key = JSON.stringify(fields);
  const cached = badges.get(key);
  if (cached) return cached;
  const { buffer } = await pool.run('badge', fields);
  const badge = Buffer.from(buffer);
  badges.set(key, badge);
  return badge;
}

app.get('/badges/:event/:guest.svg', async (req, res, next) => {
  try {
    const badge = await renderBadge({ event: req.params.event, guest: req.params.guest, style: req.query.style ?? 'plain' });
    if (req.gone.aborted) return;
    res.type('image/svg+xml').set('cache-control', 'private, max-age=60').send(badge);
  } catch (error) {
    next(error);
  }
});

app.post('/forms/:form', (req, res) => {
  const validate = schemas.validatorOf(req.params.form);
  if (!validate) return res.status(404).json({ error: 'no such form' });
  if (!validate(req.body)) return res.status(422).json({ errors: validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`) });
  const id = `job-${++serial}`;
  const job = { id, form: req.params.form, state: 'waiting', result: null };
  jobs.set(id, job);
  pool
    .run('summary', { form: req.params.form, answers: req.body })
    .then(
      (result) => Object.assign(job, { state: 'done', result }),
      (error) => Object.assign(job, { state: 'failed', result: { error: error.message } }),
    )
    .finally(() => setTimeout(() => jobs.delete(id), 2000).unref());
  res.status(202).location(`/jobs/${id}`).json({ id });
});

app.get('/jobs', (req, res) => {
  const states = {};
  for (const { state } of jobs.values()) states[state] = (states[state] ?? 0) + 1;
  res.json({ states, last: [...jobs.values()].slice(-3) });
});

app.get('/status', (req, res) => res.json({ pool: pool.stats(), badges: badges.stats(), schemas: schemas.compiled }));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error instanceof QueueFull ? 503 : (error.status ?? 500)).json({ error: error.message });
});

app.listen(process.env.PORT, '127.0.0.1');
