const express = require('express');
const { randomUUID } = require('node:crypto');
const { createNamespace } = require('cls-hooked');
const { findInvoice } = require('./invoices');

const session = createNamespace('invoices');
const app = express();
app.get('/health', (req, res) => res.send('ok'));
app.use((req, res, next) => {
  const context = session.createContext();
  session.enter(context);
  session.set('requestId', req.get('x-request-id') || randomUUID());
  session.set('user', { name: req.get('x-user') || 'nobody', agent: req.get('user-agent') });
  next();
});
app.get('/invoices/:number', async (req, res) => {
  const invoice = await findInvoice(req.params.number);
  res.set('x-request-id', session.get('requestId'));
  res.json(invoice);
});
app.listen(process.env.PORT, '127.0.0.1');
