'use strict';
const express = require('express');
const { AsyncLocalStorage } = require('node:async_hooks');
const { startRedis } = require('./loopback-redis');
const { RedisPool } = require('./redis-pool');
const { sessions } = require('./sessions');
const { Throttle } = require('./throttle');

const context = new AsyncLocalStorage();
const USERS = new Map(Array.from({ length: 400 }, (_, n) => [`user${n + 1}`, { name: `user${n + 1}`, pin: String(1000 + n + 1), logins: 0 }]));

async function main() {
  const port = await startRedis();
  const pool = new RedisPool({ port, min: 1, max: 5 });
  const throttle = new Throttle(pool, { perWindow: 5000, windowMs: 2000 });
  const activity = [];

  function audit(event, details) {
    activity.push({ event, ...details, request: context.getStore()?.id, at: Date.now() });
    if (activity.length >= 1000) activity.splice(0, 250);
  }

  const app = express();
  app.disable('x-powered-by');
  app.use((req, res, next) => context.run({ id: Math.random().toString(36).slice(2), startedAt: Date.now() }, next));
  app.use(express.json({ limit: '20kb' }));
  app.use(sessions(pool, { idleMs: 2500, header: 'x-session' }));

  app.post('/login', async (req, res) => {
    const { name, pin } = req.body ?? {};
    if (typeof name !== 'string' || typeof pin !== 'string') return res.status(422).json({ error: 'name and pin are required' });
    if (!(await throttle.allows(`login:${name}`))) return res.status(429).json({ error: 'too many attempts' });
    const user = USERS.get(name);
    if (!user || user.pin !== pin) {
      audit('login-failed', { name });
      return res.status(401).json({ error: 'wrong name or pin' });
    }
    user.logins++;
    const token = await req.sessions.start({ name, roles: ['customer'], basket: [] });
    audit('login', { name });
    res.status(201).json({ token });
  });

  app.post('/basket', async (req, res) => {
    const session = req.session ?? (await req.sessions.adopt(req.get('x-session'), { name: 'guest', roles: [], basket: [] }));
    session.basket.push({ sku: String(req.body?.sku), quantity: Number(req.body?.quantity ?? 1) });
    if (session.basket.length > 20) session.basket.shift();
    await req.sessions.save(session);
    res.json({ items: session.basket.length });
  });

  app.post('/logout', async (req, res) => {
    if (req.session) await req.sessions.end(req.session);
    audit('logout', { session: req.session?.token ?? null });
    res.status(204).end();
  });

  app.get('/me', (req, res) => res.json(req.session ? { name: req.session.name, items: req.session.basket.length } : { name: null }));
  app.get('/activity', (req, res) => res.json(activity.slice(-15).reverse()));
  app.get('/status', (req, res) => res.json({ pool: pool.stats(), uptime: process.uptime() }));

  app.use((error, req, res, next) => {
    if (res.headersSent) return next(error);
    res.status(error.status ?? 500).json({ error: error.message, request: context.getStore()?.id });
  });

  app.listen(Number(process.env.PORT), '127.0.0.1');
}

main();
