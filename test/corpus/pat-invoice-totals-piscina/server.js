'use strict';
const path = require('node:path');
const Fastify = require('fastify');
const { Piscina } = require('piscina');

const pool = new Piscina({ filename: path.join(__dirname, 'totals.js'), minThreads: 2, maxThreads: 2 });
const app = Fastify();

app.get('/health', async () => ({ ok: true, waiting: pool.queueSize }));

app.post(
  '/invoices/:number/totals',
  { schema: { body: { type: 'object', required: ['customer', 'lines'], properties: { customer: { type: 'string' }, lines: { type: 'array', maxItems: 50 } } } } },
  async (request) => {
    const { customer, lines } = request.body;
    return pool.run({ number: request.params.number, customer, lines });
  },
);

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
