import http from 'node:http';
import { Router, HttpError } from './router.mjs';
import { SessionRegistry } from './sessions.mjs';
import { RequestLog } from './request-log.mjs';

const registry = new SessionRegistry({ heartbeatMs: 10_000, idleMs: 2500 });
const log = new RequestLog(1500);
const router = new Router();

function requireText(value, field, max = 80) {
  if (typeof value !== 'string' || value.length === 0 || value.length > max) throw new HttpError(422, `${field} is not valid`);
  return value;
}

router.use(async (ctx, next) => {
  const started = performance.now();
  try {
    await next();
  } finally {
    log.add({ method: ctx.method, path: ctx.path, status: ctx.status, ms: Math.round((performance.now() - started) * 100) / 100 });
  }
});

router.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.status = error.status ?? 500;
    ctx.body = { error: error.message };
  }
});

router.put('/kiosks/:kiosk/session', async (ctx) => {
  const { firmware, location } = await ctx.json();
  requireText(firmware, 'firmware', 20);
  requireText(location, 'location');
  const session = registry.register(ctx.params.kiosk, { firmware, location });
  ctx.status = 201;
  ctx.body = session.describe();
});

router.post('/kiosks/:kiosk/events', async (ctx) => {
  const session = registry.find(ctx.params.kiosk);
  if (!session) throw new HttpError(409, 'register first');
  const { type, payload } = await ctx.json();
  session.record(requireText(type, 'type', 30), payload ?? null);
  ctx.status = 202;
  ctx.body = { pending: session.pendingEvents };
});

router.post('/visitors', async (ctx) => {
  const { badge } = await ctx.json();
  const visitor = registry.admit(requireText(badge, 'badge'));
  ctx.status = 201;
  ctx.body = visitor;
});

router.get('/kiosks', (ctx) => {
  ctx.body = { ...registry.stats(), kiosks: registry.list().slice(0, 10) };
});

router.get('/log', (ctx) => {
  ctx.body = log.last(20);
});

const server = http.createServer((req, res) => router.handle(req, res));
server.listen(process.env.PORT, '127.0.0.1');
process.once('SIGTERM', () => {
  registry.closeAll();
  server.close();
});
