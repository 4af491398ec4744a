const express = require('express');
const pino = require('pino');
const { z } = require('zod');
const http = require('node:http');

const log = pino({ level: 'info' }, pino.destination('/dev/null'));
const Order = z.object({ sku: z.string().min(1), quantity: z.number().int().positive() });
const upstream = http.createServer((req, res) => res.end('{"price":199}'));
upstream.listen(0, '127.0.0.1', () => {
  const url = 'http://127.0.0.1:' + upstream.address().port;
  const app = express();
  app.use(express.json());
  app.post('/orders', async (req, res) => {
    const parsed = Order.safeParse(req.body);
    if (!parsed.success) return res.status(400).json(parsed.error.issues);
    const request = log.child({ order: parsed.data });
    const { price } = await (await fetch(url)).json();
    request.info({ price, headers: req.headers }, 'priced');
    res.json({ total: price * parsed.data.quantity });
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
