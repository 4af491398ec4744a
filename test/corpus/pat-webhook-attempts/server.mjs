import { createServer } from 'node:http';
import { deliver, hookOf } from './lib/hooks.mjs';
import { Outbox } from './lib/outbox.mjs';

const outbox = new Outbox(deliver, { everyMs: 20 });
const payments = new Map();
let sequence = 0;

function capture(shop, amount, currency, items) {
  const payment = { id: `pay_${(++sequence).toString(36)}`, shop, amount, currency, items, capturedAt: Date.now() };
  payments.set(payment.id, payment);
  if (payments.size > 500) payments.delete(payments.keys().next().value);
  return payment;
}

async function parse(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
}

createServer(async (request, response) => {
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const [, scope, id] = request.url.split('/');
  try {
    if (request.method === 'POST' && scope === 'payments') {
      const { shop, amount, currency = 'EUR', items = [] } = await parse(request);
      if (!(amount > 0)) return send(422, { error: 'amount' });
      const hook = hookOf(shop);
      if (hook === null) return send(404, { error: 'no such shop' });
      const payment = capture(shop, amount, currency, items.slice(0, 20));
      outbox.add(hook, { type: 'payment.captured', data: payment });
      return send(201, payment);
    }
    if (scope === 'payments' && payments.has(id)) return send(200, payments.get(id));
    if (scope === 'outbox') {
      return send(200, { delivered: outbox.delivered, dropped: outbox.dropped, busy: outbox.waiting > 0 });
    }
    send(scope === '' ? 200 : 404, { service: 'payments' });
  } catch (error) {
    send(400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
