const http = require('node:http');
const express = require('express');
const { Eta } = require('eta');
const { z } = require('zod');

const Order = z.object({ sku: z.string().min(1).max(64), quantity: z.number().int().positive() });
const eta = new Eta();
const page = eta.compile('<h1>Item <%= it.id %></h1><ul><% it.tags.forEach((tag) => { %><li><%= tag %></li><% }) %></ul>');
const upstream = http.createServer((req, res) => res.end('{"cents":199}'));
upstream.listen(0, '127.0.0.1', () => {
  const prices = 'http://127.0.0.1:' + upstream.address().port + '/price';
  const app = express();
  app.use(express.json());
  app.get('/items/:id', (req, res) => {
    res.type('html').send(eta.render(page, { id: req.params.id, tags: ['new', 'blue', req.headers.host] }));
  });
  app.post('/orders', async (req, res) => {
    const order = Order.safeParse(req.body);
    if (!order.success) return res.status(400).json(order.error.issues);
    const { cents } = await (await fetch(prices)).json();
    console.log('ordered', { order: order.data, cents, at: new Date() });
    res.status(201).json({ ...order.data, total: cents * order.data.quantity });
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
