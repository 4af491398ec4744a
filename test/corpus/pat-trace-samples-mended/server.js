'use strict';
const http = require('node:http');
const { traced, step, slowest } = require('./tracing');

async function findOrder(id) {
  await null;
  let sum = 0;
  for (const letter of id) sum = (sum * 33 + letter.charCodeAt(0)) % 9973;
  return { id, customer: `c-${sum % 50}`, cents: 500 + sum, state: ['paid', 'packed', 'sent'][sum % 3] };
}

async function shipmentOf(order) {
  await null;
  return order.state === 'sent' ? { carrier: 'dhl', parcel: `JD${order.cents}` } : null;
}

const handle = traced(async (req, res) => {
  res.setHeader('content-type', 'application/json');
  const [, resource, id] = req.url.split('/');
  if (resource === 'orders' && id !== undefined) {
    const order = await step('orders.find', () => findOrder(id));
    const shipment = await step('shipments.of', () => shipmentOf(order));
    return res.end(JSON.stringify({ ...order, shipment }));
  }
  if (resource === 'orders') {
    const newest = await step('orders.newest', () => Promise.all(['n1', 'n2', 'n3'].map(findOrder)));
    return res.end(JSON.stringify(newest));
  }
  res.statusCode = 404;
  res.end('{}');
});

http
  .createServer((req, res) => {
    if (req.url === '/health') return res.end('ok');
    if (req.url === '/debug/slowest') return res.end(JSON.stringify(slowest()));
    handle(req, res).catch((error) => {
      res.statusCode = 500;
      res.end(JSON.stringify({ error: error.message }));
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
