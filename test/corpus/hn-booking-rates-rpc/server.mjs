import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { FeatureFlags } from './flags.mjs';
import { RateLimiter } from './rate-limiter.mjs';
import { RpcChannel, RpcTimeout } from './rpc-channel.mjs';
import { startRateEngine } from './rate-engine.mjs';

const engine = await startRateEngine();
const rates = await RpcChannel.connect(engine.address().port, { timeoutMs: 200 });
const limiter = new RateLimiter({ perWindow: 2000, windowMs: 1000 });
const flags = new FeatureFlags(() => rates.call('flags', {}), 400);
await flags.refresh();

const app = new Hono();

app.use(async (c, next) => {
  c.set('requestId', c.req.header('x-request-id') ?? crypto.randomUUID());
  await next();
  c.header('x-request-id', c.get('requestId'));
});

app.use('/hotels/*', async (c, next) => {
  const client = c.req.header('x-client') ?? 'anonymous';
  const left = limiter.take(client);
  if (left < 0) throw new HTTPException(429, { message: 'slow down' });
  c.header('ratelimit-remaining', String(left));
  await next();
});

app.onError((error, c) => {
  if (error instanceof RpcTimeout) return c.json({ error: error.message, fallback: 'standard rate' }, 504);
  if (error instanceof HTTPException) return error.getResponse();
  return c.json({ error: error.message }, 500);
});

function nightsBetween(from, nights) {
  const count = Number(nights);
  if (!/^\d{4}-\d\d-\d\d$/.test(from ?? '') || !(count >= 1 && count <= 28)) throw new HTTPException(422, { message: 'from and nights' });
  const start = Date.parse(from);
  return Array.from({ length: count }, (_, night) => new Date(start + night * 86_400_000).toISOString().slice(0, 10));
}

app.get('/hotels/:hotel/rates', async (c) => {
  const nights = nightsBetween(c.req.query('from'), c.req.query('nights') ?? '2');
  const { cents, currency } = await rates.call('quote', { hotel: c.req.param('hotel'), nights, weekend: flags.isOn('weekend-surcharge') });
  return c.json({ hotel: c.req.param('hotel'), nights: nights.length, cents, currency });
});

app.get('/hotels/:hotel/rooms/:room/live', async (c) => {
  const { hotel, room } = c.req.param();
  const occupancy = await rates.call('occupancy', { hotel, room, asOf: Date.now() });
  return c.json(occupancy);
});

app.post('/hotels/:hotel/holds', async (c) => {
  const { guest, room } = await c.req.json();
  if (typeof guest !== 'string' || typeof room !== 'string') throw new HTTPException(422, { message: 'guest and room' });
  const hold = await rates.call('hold', { hotel: c.req.param('hotel'), guest, room });
  return c.json(hold, 201);
});

app.get('/status', (c) => c.json({ flags: flags.all(), clients: limiter.size, rpc: rates.stats() }));

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
