const http = require('node:http');
const { createHash } = require('node:crypto');

/** Rendered tiles, as many as fit into 48 MB. */
class TileCache {
  #tiles = new Map();
  #bytes = 0;
  #last;

  constructor(maxBytes = 48 * 1024 * 1024) {
    this.maxBytes = maxBytes;
  }

  get(key) {
    const tile = this.#tiles.get(key);
    if (tile === undefined) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  set(key, tile) {
    this.#tiles.set(key, tile);
    this.#bytes += tile.svg.length - (this.#last?.svg.length ?? 0);
    this.#last = tile;
    for (const [oldest, { svg }] of this.#tiles) {
      if (this.#bytes <= this.maxBytes) break;
      this.#tiles.delete(oldest);
      this.#bytes -= svg.length;
    }
  }
}

const cache = new TileCache();

function render(z, x, y) {
  const hue = createHash('sha1').update(`${z}/${x}/${y}`).digest('hex');
  const rects = Array.from({ length: 12 }, (_, i) => `<rect x="${i * 20}" width="20" height="${(x + i) % 200}" fill="#${hue.slice(i, i + 6)}"/>`);
  return { svg: `<svg viewBox="0 0 256 256">${rects.join('')}</svg>`, etag: hue };
}

let walked = 0;

http
  .createServer((req, res) => {
    const at = walked++;
    const key = `12/${at % 4096}/${Math.floor(at / 4096)}`;
    let tile = cache.get(key);
    if (tile === undefined) {
      tile = render(12, at % 4096, Math.floor(at / 4096));
      cache.set(key, tile);
    }
    res.writeHead(200, { 'content-type': 'image/svg+xml', etag: tile.etag }).end(tile.svg);
  })
  .listen(process.env.PORT, '127.0.0.1');
