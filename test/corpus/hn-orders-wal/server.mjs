import { createServer } from 'node:http';
import { OrderStore } from './lib/order-store.mjs';

const orders = new OrderStore();
const known = new Set(['tea', 'coffee', 'cocoa', 'sugar', 'milk']);

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function problemOf({ customer, lines }) {
  if (typeof customer !== 'string') return 'customer is missing';
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > 20) return 'lines: 1 to 20';
  return lines.every(({ article, quantity }) => known.has(article) && quantity > 0) ? null : 'unknown article';
}

createServer(async (request, response) => {
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  try {
    if (request.method === 'GET') return send(200, orders.statistics());
    if (request.url === '/orders') {
      const input = await bodyOf(request);
      const problem = problemOf(input);
      if (problem !== null) return send(422, { error: problem });
      const { number, placedAt } = await orders.place(input.customer, input.lines);
      return send(201, { number, placedAt });
    }
    request.resume();
    if (request.url === '/shipments') {
      const order = await orders.shipNext();
      return order === null ? send(200, { idle: true }) : send(200, { number: order.number, lines: order.lines.length });
    }
    send(404, { error: 'not found' });
  } catch (error) {
    send(500, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
