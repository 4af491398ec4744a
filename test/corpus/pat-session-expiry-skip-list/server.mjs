import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { SkipList } from './skip-list.mjs';

const TTL = { short: 2500, long: 4000 };
const sessions = new Map();
const expiries = new SkipList();

setInterval(() => {
  for (const session of expiries.takeUntil(Date.now())) sessions.delete(session.id);
}, 250).unref();

const app = new Hono();
app.get('/', (c) => c.json({ sessions: sessions.size }));

app.post('/sessions', async (c) => {
  const { user, remember } = await c.req.json();
  const session = { id: randomBytes(12).toString('base64url'), user, roles: ['customer'], basket: [], expires: Date.now() + (remember ? TTL.long : TTL.short) };
  sessions.set(session.id, session);
  expiries.insert(session.expires, session);
  return c.json({ session: session.id, expires: session.expires }, 201);
});

app.get('/sessions/:id', (c) => {
  const session = sessions.get(c.req.param('id'));
  return session ? c.json({ user: session.user, roles: session.roles }) : c.json({ user: null });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
