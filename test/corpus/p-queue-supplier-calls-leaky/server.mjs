import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { quotes, suppliers } from './suppliers.mjs';

const app = new Hono();
app.get('/health', (c) => c.text('ok'));
app.get('/suppliers', (c) => c.json(suppliers.map(({ name }) => name)));
app.get('/quotes/:article', async (c) => {
  const pieces = Number(c.req.query('pieces') ?? 1);
  if (!Number.isInteger(pieces) || pieces < 1) return c.json({ error: 'pieces, please' }, 400);
  const offers = await quotes(c.req.param('article'), pieces);
  return c.json({ offers, best: offers.reduce((a, b) => (b.cents < a.cents ? b : a)).supplier });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
