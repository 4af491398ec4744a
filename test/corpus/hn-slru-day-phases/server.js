const http = require('node:http');

class SegmentedLru {
  constructor(probation, guarded) {
    this.limits = { probation, guarded };
    this.probation = new Map();
    this.guarded = new Map();
  }
  get(key) {
    if (this.guarded.has(key)) {
      const value = this.guarded.get(key);
      this.guarded.delete(key);
      this.guarded.set(key, value);
      return value;
    }
    const value = this.probation.get(key);
    if (value === undefined) return undefined;
    this.probation.delete(key);
    this.guarded.set(key, value);
    if (this.guarded.size > this.limits.guarded) {
      const [demoted, old] = this.guarded.entries().next().value;
      this.guarded.delete(demoted);
      this.put(demoted, old);
    }
    return value;
  }
  put(key, value) {
    this.probation.set(key, value);
    if (this.probation.size > this.limits.probation) this.probation.delete(this.probation.keys().next().value);
  }
}

const items = new SegmentedLru(1000, 4000);
const carts = new Map();
const tables = [];
let served = 0;

setInterval(() => {
  const now = Date.now();
  for (const [id, cart] of carts) if (cart.expires < now) carts.delete(id);
}, 500).unref();

function browse(day) {
  const id = day * 800 + Math.floor(7000 * Math.random() ** 2);
  let item = items.get(id);
  if (item === undefined) items.put(id, (item = { id, name: `item ${id}`, facets: { colour: id % 12, size: id % 7 }, text: `${id}`.repeat(40) }));
  return { name: item.name };
}

function order(session) {
  const cart = carts.get(session) ?? { lines: [], expires: 0 };
  cart.lines.push({ sku: served % 977, quantity: 1 + (served % 3), note: `added by ${session}` });
  cart.expires = Date.now() + 5000;
  carts.set(session, cart);
  return { lines: cart.lines.length, carts: carts.size };
}

function report() {
  if (served % 50 === 0) {
    tables.push(Array.from({ length: 400 }, (_, n) => [n, Math.random(), `region ${n % 30}`]));
    if (tables.length > 12) tables.shift();
  }
  return { rows: tables.reduce((sum, table) => sum + table.length, 0) };
}

http.createServer((req, res) => {
  const url = new URL(req.url, 'http://shop');
  if (url.pathname === '/health') return res.end('ok');
  const phase = Math.floor(served / 1500) % 3;
  const day = Math.floor(served++ / 4500);
  const dice = Math.random();
  const session = url.searchParams.get('session') ?? 'nobody';
  const answer = dice < 0.15 ? order(session) : phase === 0 || dice < 0.3 ? browse(day) : phase === 1 ? order(session) : report();
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(answer));
}).listen(process.env.PORT, '127.0.0.1');
