const http = require('node:http');

class Lfu {
  constructor(capacity) {
    this.capacity = capacity;
    this.entries = new Map();
    this.byCount = new Map();
    this.least = 0;
  }
  #place(key, entry) {
    let bucket = this.byCount.get(entry.count);
    if (!bucket) this.byCount.set(entry.count, (bucket = new Set()));
    bucket.add(key);
  }
  get(key) {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const bucket = this.byCount.get(entry.count);
    bucket.delete(key);
    if (bucket.size === 0) {
      this.byCount.delete(entry.count);
      if (this.least === entry.count) this.least++;
    }
    entry.count++;
    this.#place(key, entry);
    return entry.value;
  }
  set(key, value) {
    if (this.entries.size >= this.capacity) {
      const bucket = this.byCount.get(this.least);
      const [victim] = bucket;
      bucket.delete(victim);
      if (bucket.size === 0) this.byCount.delete(this.least);
      this.entries.delete(victim);
    }
    const entry = { value, count: 1 };
    this.entries.set(key, entry);
    this.least = 1;
    this.#place(key, entry);
  }
}

const products = new Lfu(3000);
http.createServer((req, res) => {
  const key = 'p' + Math.floor(Math.random() ** 2 * 50000);
  if (products.get(key) === undefined) products.set(key, { key, price: Math.random() });
  res.end(key);
}).listen(process.env.PORT, '127.0.0.1');
