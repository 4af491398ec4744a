const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { Journal } = require('./src/journal');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'journal-'));
const journal = new Journal(folder);
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit(0));

const prices = { bread: 320, milk: 140, butter: 260, eggs: 310 };

function place(order) {
  const lines = order.items.map(({ sku, quantity }) => {
    if (!(sku in prices)) throw new RangeError(`unknown article ${sku}`);
    return { sku, quantity, cents: prices[sku] * quantity };
  });
  const placed = { id: randomUUID(), customer: order.customer, lines, total: lines.reduce((sum, { cents }) => sum + cents, 0) };
  // The customer does not wait for the journal.
  void journal.append({ type: 'order-placed', at: new Date().toISOString(), ...placed });
  return placed;
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end(JSON.stringify({ failed: journal.failed }));
  if (req.method !== 'POST' || req.url !== '/orders') {
    res.statusCode = 404;
    return res.end();
  }
  const parts = [];
  req.on('data', (part) => parts.push(part));
  req.on('end', () => {
    try {
      const placed = place(JSON.parse(Buffer.concat(parts).toString()));
      res.writeHead(201, { 'content-type': 'application/json', location: `/orders/${placed.id}` });
      res.end(JSON.stringify({ id: placed.id, total: placed.total }));
    } catch (error) {
      res.writeHead(422, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ error: error.message }));
    }
  });
}).listen(process.env.PORT, '127.0.0.1');
