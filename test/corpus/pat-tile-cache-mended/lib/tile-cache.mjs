/** Rendered tiles, the least recently used of which make room for others. */
export class TileCache {
  #tiles = new Map();
  #lastUsed = {};
  #limit;
  #clock = 0;
  hits = 0;
  misses = 0;

  constructor(limit) {
    this.#limit = limit;
  }

  /** Zoom, column and row in one number: cheaper than a text as a key. */
  static keyOf(zoom, x, y) {
    return (zoom * 4096 + x) * 4096 + y;
  }

  get(zoom, x, y) {
    const key = TileCache.keyOf(zoom, x, y);
    const tile = this.#tiles.get(key);
    if (tile === undefined) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.#lastUsed[key] = ++this.#clock;
    return tile;
  }

  set(zoom, x, y, tile) {
    const key = TileCache.keyOf(zoom, x, y);
    this.#tiles.set(key, tile);
    this.#lastUsed[key] = ++this.#clock;
    const keys = Object.keys(this.#lastUsed);
    if (keys.length > this.#limit) this.#evict(keys);
  }

  #evict(keys) {
    keys.sort((a, b) => this.#lastUsed[a] - this.#lastUsed[b]);
    for (const key of keys.slice(0, Math.ceil(this.#limit / 8))) {
      delete this.#lastUsed[key];
      this.#tiles.delete(Number(key));
    }
  }

  get size() {
    return Object.keys(this.#lastUsed).length;
  }
}
