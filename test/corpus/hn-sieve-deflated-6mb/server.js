const http = require('node:http');
const zlib = require('node:zlib');
const { promisify } = require('node:util');
const deflate = promisify(zlib.deflateRaw);

const MAX_BYTES = 6 * 1024 * 1024;

class SieveByBytes {
  entries = new Map();
  bytes = 0;
  head = null;
  tail = null;
  hand = null;

  get(key) {
    const node = this.entries.get(key);
    if (node) node.visited = true;
    return node?.body;
  }
  set(key, body) {
    if (this.entries.has(key)) return;
    while (this.bytes + body.byteLength > MAX_BYTES && this.tail) this.evict();
    const node = { key, body, visited: false, older: this.head, newer: null };
    if (this.head) this.head.newer = node;
    this.head = node;
    this.tail ??= node;
    this.entries.set(key, node);
    this.bytes += body.byteLength;
  }
  evict() {
    let node = this.hand ?? this.tail;
    while (node.visited) {
      node.visited = false;
      node = node.newer ?? this.tail;
    }
    this.hand = node.newer;
    if (node.newer) node.newer.older = node.older;
    else this.head = node.older;
    if (node.older) node.older.newer = node.newer;
    else this.tail = node.newer;
    this.entries.delete(node.key);
    this.bytes -= node.body.byteLength;
  }
}

const tiles = new SieveByBytes();

function drawTile(n) {
  let seed = n + 1;
  const points = [];
  for (let i = 0; i < 500 + (n % 7) * 300; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    points.push((seed % 4096) / 16);
  }
  return JSON.stringify({ tile: n, points });
}

http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  const n = Math.floor(30_000 * Math.random() ** 1.5);
  let body = tiles.get(n);
  if (body === undefined) {
    const deflated = await deflate(drawTile(n));
    // zlib hands out a view of its 16 KB chunk: keep no more than the tile.
    body = Buffer.allocUnsafeSlow(deflated.length);
    deflated.copy(body);
    tiles.set(n, body);
  }
  res.setHeader('content-encoding', 'deflate');
  res.setHeader('content-type', 'application/json');
  res.end(body);
}).listen(process.env.PORT, '127.0.0.1');
