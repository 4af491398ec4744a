'use strict';
const { randomUUID } = require('node:crypto');
const express = require('express');
const { Pool } = require('undici');
const { InFlight } = require('./in-flight.js');

const upstream = new Pool(process.env.UPSTREAM, { connections: 10 });
const sessions = new Map();
const inFlight = new InFlight(process.env.FORGETFUL === 'true');
const app = express();
app.use(express.json());

app.get('/health', (request, response) => response.json({ inFlight: inFlight.requests.size }));
app.post('/login', (request, response) => {
  const token = randomUUID();
  sessions.set(token, { user: String(request.body.user), cart: [] });
  response.status(201).json({ token });
});

app.use((request, response, next) => {
  request.token = request.headers.authorization?.replace('Bearer ', '');
  request.session = sessions.get(request.token);
  if (request.session === undefined) return response.status(401).json({ error: 'log in first' });
  inFlight.track(request, response);
  next();
});
app.post('/logout', (request, response) => {
  sessions.delete(request.token);
  response.status(204).end();
});
app.get('/price/:product', async (request, response) => {
  const { body } = await upstream.request({ path: `/?product=${request.params.product}`, method: 'GET' });
  response.json(await body.json());
});
app.post('/cart', (request, response) => {
  request.session.cart = [...request.session.cart, request.body.product].slice(-10);
  response.status(201).json({ products: request.session.cart.length });
});
app.get('/report', (request, response) => {
  // Takes longer than a client waits who has changed their mind.
  const timer = setTimeout(() => response.json({ user: request.session.user }), 150);
  response.on('close', () => clearTimeout(timer));
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`storefront listening on http://127.0.0.1:${server.address().port}`);
});
