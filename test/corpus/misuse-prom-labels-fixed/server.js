const express = require('express');
const client = require('prom-client');

const requests = new client.Counter({ name: 'requests_total', help: 'requests', labelNames: ['method', 'path', 'status'] });
let n = 0;
const app = express();
app.get('/', (req, res) => {
  requests.inc({ method: req.method, path: '/users/:id', status: 200 });
  res.json({ ok: true });
});
app.get('/metrics', async (req, res) => res.type('text/plain').send(await client.register.metrics()));
app.listen(process.env.PORT, '127.0.0.1');
