const http = require('node:http');
const { serve } = require('@hono/node-server');
const { zValidator } = require('@hono/zod-validator');
const { Hono } = require('hono');
const { html } = require('hono/html');
const { z } = require('zod');

const Order = z.object({ sku: z.string().min(1).max(64), quantity: z.number().int().positive() });
const upstream = http.createServer((req, res) => res.end('{"cents":199}'));
const app = new Hono();
app.get('/items/:id', (c) => {
  const tags = ['new', 'blue', c.req.header('host')];
  return c.html(html`<h1>Item ${c.req.param('id')}</h1><ul>${tags.map((tag) => html`<li>${tag}</li>`)}</ul>`);
});
app.post('/orders', zValidator('json', Order), async (c) => {
  const order = c.req.valid('json');
  const { cents } = await (await fetch('http://127.0.0.1:' + upstream.address().port + '/price')).json();
  console.log('ordered', { order, cents, at: new Date() });
  return c.json({ ...order, total: cents * order.quantity }, 201);
});
upstream.listen(0, '127.0.0.1', () => serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }));
