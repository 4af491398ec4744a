import { serve } from '@hono/node-server';
import { type } from 'arktype';
import { Hono } from 'hono';

const prices = { kettle: 2990, mug: 890, tray: 1590 };
const orders = Array.from({ length: 120 }, (_, id) => ({
  id,
  status: ['open', 'paid', 'sent'][id % 3],
  cents: ((id * 37) % 90) * 100 + 990,
}));

const Search = type({
  'status?': "'open'|'paid'|'sent'",
  'limit?': '1<=number.integer<=50',
  'sort?': "'id'|'cents'",
});
const Quote = type({
  sku: 'string<=40',
  quantity: '1<=number.integer<=500',
});

const app = new Hono();
app.get('/', (c) => c.json({ service: 'orders' }));

app.post('/orders/search', async (c) => {
  const search = Search(await c.req.json());
  if (search instanceof type.errors) return c.json({ error: search.summary }, 422);
  const { status, limit = 10, sort = 'id' } = search;
  const found = orders.filter((order) => !status || order.status === status).sort((a, b) => a[sort] - b[sort]);
  return c.json({ total: found.length, orders: found.slice(0, limit) });
});

app.post('/orders/quote', async (c) => {
  const quote = Quote(await c.req.json());
  if (quote instanceof type.errors) return c.json({ error: quote.summary }, 422);
  const cents = prices[quote.sku];
  if (cents === undefined) return c.json({ error: 'no such article' }, 404);
  return c.json({ ...quote, cents: cents * quote.quantity * (quote.quantity >= 100 ? 0.9 : 1) });
});

app.onError((error, c) => c.json({ error: error.message }, 500));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
