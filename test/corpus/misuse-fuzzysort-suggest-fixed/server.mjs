import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import suggestions from './suggest.js';

const app = new Hono();
app.get('/health', (c) => c.text('ok'));
app.get('/suggest', (c) => {
  const q = (c.req.query('q') ?? '').trim().toLowerCase().slice(0, 60);
  if (q.length < 2) return c.json([]);
  return c.json(suggestions.suggest(q));
});
app.notFound((c) => c.json({ error: 'not found' }, 404));

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
