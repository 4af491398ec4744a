import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { SlidingWindow } from './limiter.mjs';

const perVisitor = new SlidingWindow({ windowMs: 2000, limit: 60 });
const perPartner = new SlidingWindow({ windowMs: 2000, limit: 1500 });

const Search = z.object({
  q: z.string().trim().min(2).max(60),
  sort: z.enum(['price', 'name']).default('name'),
  page: z.coerce.number().int().min(1).max(50).default(1),
});
const Alert = z.object({ q: z.string().min(2).max(60), below: z.number().positive() });

const offers = Array.from({ length: 180 }, (_, i) => ({
  id: `o${i}`,
  name: `${['Oak', 'Pine', 'Steel', 'Glass'][i % 4]} ${['table', 'lamp', 'shelf', 'chair', 'stool'][i % 5]} ${i}`,
  price: 19 + ((i * 37) % 400),
}));

const limited = createMiddleware(async (c, next) => {
  const partner = c.req.header('x-partner');
  const address = c.req.header('x-forwarded-for')?.split(',')[0].trim() ?? 'local';
  const { allowed, remaining, resetMs } = partner ? perPartner.hit(partner) : perVisitor.hit(address);
  c.header('ratelimit-remaining', String(remaining));
  c.header('ratelimit-reset', String(Math.ceil(resetMs / 1000)));
  if (!allowed) throw new HTTPException(429, { message: 'too many requests' });
  await next();
});

const app = new Hono();
app.use(requestId(), secureHeaders());
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
  if (error instanceof z.ZodError) return c.json({ issues: error.issues }, 422);
  console.error(error);
  return c.json({ error: 'internal error' }, 500);
});

app.get('/health', (c) => c.json({ visitors: perVisitor.size, partners: perPartner.size }));

app.get('/offers', limited, (c) => {
  const { q, sort, page } = Search.parse(c.req.query());
  const found = offers
    .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
    .sort((a, b) => (sort === 'price' ? a.price - b.price : a.name.localeCompare(b.name)));
  return c.json({ total: found.length, offers: found.slice((page - 1) * 10, page * 10) });
});

app.get('/offers/:id', limited, (c) => {
  const offer = offers[Number(c.req.param('id').slice(1))];
  if (!offer) throw new HTTPException(404, { message: 'no such offer' });
  return c.json(offer);
});

app.post('/alerts', limited, async (c) => {
  const { q, below } = Alert.parse(await c.req.json());
  const matches = offers.filter(({ name, price }) => price < below && name.toLowerCase().includes(q));
  return c.json({ request: c.get('requestId'), q, below, now: matches.length }, 201);
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
