const { serve } = require('@hono/node-server');
const { Hono } = require('hono');
const { etag } = require('hono/etag');

const app = new Hono();
app.use('*', etag());
app.get('/users/:id', (c) => c.html('<h1>User ' + c.req.param('id') + '</h1>'));
app.post('/users', async (c) => c.json({ id: crypto.randomUUID(), ...(await c.req.json()) }, 201));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
