const http = require('node:http');
const { randomUUID } = require('node:crypto');
const { EventEmitter2 } = require('eventemitter2');

const bus = new EventEmitter2({ wildcard: true, delimiter: '.', maxListeners: 0 });
const totals = { authorized: 0, declined: 0 };

bus.on('payment.*.authorized', () => totals.authorized++);
bus.on('payment.*.declined', () => totals.declined++);

// The card processor answers through the bus, some milliseconds later and for a payment id of ours.
const processor = {
  submit({ id, amount, card }) {
    setImmediate(() => {
      const outcome = card.endsWith('0002') ? 'declined' : 'authorized';
      bus.emit(`payment.${id}.${outcome}`, { id, amount, outcome, code: outcome === 'declined' ? 51 : 0 });
    });
  },
};

function settle(payment) {
  return new Promise((resolve, reject) => {
    const name = `payment.${payment.id}.*`;
    const timeout = setTimeout(() => {
      bus.off(name, done);
      reject(new Error('the processor did not answer'));
    }, 2000);
    function done(result) {
      clearTimeout(timeout);
      bus.off(name, done);
      resolve(result);
    }
    bus.on(name, done);
    processor.submit(payment);
  });
}

async function readJson(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

function send(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

const server = http.createServer(async (req, res) => {
  try {
    if (req.method === 'POST' && req.url === '/payments') {
      const { amount = 0, card = '4242424242424242' } = await readJson(req);
      if (!(amount > 0)) return send(res, 422, { error: 'amount must be positive' });
      const result = await settle({ id: randomUUID(), amount, card });
      return send(res, result.outcome === 'declined' ? 402 : 201, result);
    }
    if (req.url === '/totals') return send(res, 200, totals);
    send(res, req.url === '/' ? 200 : 404, { service: 'payments' });
  } catch (error) {
    send(res, 500, { error: error.message });
  }
});
server.listen(process.env.PORT, '127.0.0.1');
