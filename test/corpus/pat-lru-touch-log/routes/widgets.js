import { Hono } from 'hono';
import { LazyLru } from '../lib/lazy-lru.js';
import { isKnown, series } from '../lib/rates.js';

export function widgets({ max }) {
  const drawn = new LazyLru({ max });
  const app = new Hono();

  app.get('/widgets/:from/:to', (c) => {
    const { from, to } = c.req.param();
    if (!isKnown(from) || !isKnown(to)) return c.json({ error: 'unknown currency' }, 404);
    const days = Math.min(Number(c.req.query('days')) || 30, 90);
    const key = `${from}-${to}-${days}`;
    let path = drawn.get(key);
    if (path === undefined) {
      path = series(from, to, days).map((rate, day) => `${day ? 'L' : 'M'}${day * 4} ${(rate * 10).toFixed(1)}`).join('');
      drawn.set(key, path);
    }
    c.header('content-type', 'image/svg+xml');
    return c.body(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${path}"/></svg>`);
  });

  app.get('/stats', (c) => c.json({ drawn: drawn.size }));
  return app;
}
