const http = require('node:http');
const crypto = require('node:crypto');

class ClockCache {
  constructor(capacity) {
    this.slotOf = new Map();
    this.keys = new Array(capacity);
    this.values = new Array(capacity);
    this.referenced = new Uint8Array(capacity);
    this.hand = 0;
    this.capacity = capacity;
  }
  get(key) {
    const slot = this.slotOf.get(key);
    if (slot === undefined) return undefined;
    this.referenced[slot] = 1;
    return this.values[slot];
  }
  set(key, value) {
    while (this.referenced[this.hand] === 1) {
      this.referenced[this.hand] = 0;
      this.hand = (this.hand + 1) % this.capacity;
    }
    const slot = this.hand;
    this.hand = (slot + 1) % this.capacity;
    if (this.keys[slot] !== undefined) this.slotOf.delete(this.keys[slot]);
    this.keys[slot] = key;
    this.values[slot] = value;
    this.slotOf.set(key, slot);
  }
}

const CATALOGUE = 120_000;
const pages = new ClockCache(4096);

// The visitor's token decides which product the recommender shows: a few are popular, most are not.
function productFor(token) {
  const u = crypto.createHash('md5').update(token).digest().readUInt32LE(0) / 2 ** 32;
  return Math.min(CATALOGUE, Math.floor((u * (CATALOGUE ** 0.45 - 1) + 1) ** (1 / 0.45)));
}

function render(id) {
  return {
    id,
    title: `Product ${id}`,
    html: `<article data-id="${id}"><h1>Product ${id}</h1><p>${'lorem '.repeat(20)}${id}</p></article>`,
    offers: Array.from({ length: 1 + (id % 5) }, (_, n) => ({ seller: `seller-${(id * 7 + n) % 900}`, cents: 100 + ((id * 31 + n) % 9000) })),
  };
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const id = productFor(req.url.split('/')[2] ?? '');
  let page = pages.get(id);
  if (page === undefined) pages.set(id, (page = render(id)));
  res.setHeader('content-type', 'text/html');
  res.end(page.html);
}).listen(process.env.PORT, '127.0.0.1');
