const http = require('node:http');

class Columns {
  constructor() {
    this.capacity = 1024;
    this.used = 0;
    this.free = [];
    this.lat = new Float64Array(this.capacity);
    this.lon = new Float64Array(this.capacity);
    this.trail = new Float32Array(this.capacity * 32);
    this.dueAt = new Float64Array(this.capacity);
    this.ids = [];
  }
  grow() {
    this.capacity *= 2;
    for (const name of ['lat', 'lon', 'trail', 'dueAt']) {
      const old = this[name];
      this[name] = new old.constructor(old.length * 2);
      this[name].set(old);
    }
  }
  take(id) {
    if (this.free.length === 0 && this.used === this.capacity) this.grow();
    const row = this.free.length > 0 ? this.free.pop() : this.used++;
    this.ids[row] = id;
    return row;
  }
  release(row) {
    this.ids[row] = null;
    this.trail.fill(0, row * 32, row * 32 + 32);
    this.free.push(row);
  }
}

const LIFETIME = 7000;
const MAX_ROWS = 65_536;
const columns = new Columns();
const rowOf = new Map();
const wheel = Array.from({ length: 16 }, () => []);
const slotAt = (time) => Math.floor(time / 500) % wheel.length;

let swept = Math.floor(Date.now() / 500);
setInterval(() => {
  const now = Date.now();
  for (; swept < Math.floor(now / 500); swept++) {
    const due = wheel[swept % wheel.length];
    wheel[swept % wheel.length] = [];
    for (const row of due) {
      rowOf.delete(columns.ids[row]);
      columns.release(row);
    }
  }
}, 250);

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const vehicle = req.url.split('/').pop();
  let row = rowOf.get(vehicle);
  if (row === undefined) {
    if (rowOf.size >= MAX_ROWS) {
      res.statusCode = 503;
      return res.end();
    }
    row = columns.take(vehicle);
    rowOf.set(vehicle, row);
    columns.dueAt[row] = Date.now() + LIFETIME;
    wheel[slotAt(columns.dueAt[row])].push(row);
  }
  columns.lat[row] = 47 + Math.random();
  columns.lon[row] = 8 + Math.random();
  columns.trail.copyWithin(row * 32 + 1, row * 32, row * 32 + 31);
  columns.trail[row * 32] = columns.lat[row];
  res.end(JSON.stringify({ row, rows: rowOf.size }));
}).listen(process.env.PORT, '127.0.0.1');
