/**
 * Least recently used, without a linked list: each use writes a line into a log; the front of the log says who goes next,
 * unless it was used again since.
 */
export class LazyLru {
  #entries = new Map();
  #touches = [];
  #head = 0;
  #clock = 0;

  constructor({ max, maxStale = 4 }) {
    this.max = max;
    this.maxStale = maxStale;
  }

  get size() {
    return this.#entries.size;
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#touch(key, entry);
    return entry.value;
  }

  set(key, value) {
    const entry = { value, usedAt: 0 };
    this.#entries.set(key, entry);
    this.#touch(key, entry);
    while (this.#entries.size > this.max) this.#evictOne();
  }

  #touch(key, entry) {
    entry.usedAt = ++this.#clock;
    this.#touches.push({ key, usedAt: entry.usedAt });
    if (this.#entries.size > this.max * this.maxStale) this.#compact();
  }

  #evictOne() {
    while (this.#head < this.#touches.length) {
      const { key, usedAt } = this.#touches[this.#head++];
      if (this.#entries.get(key)?.usedAt !== usedAt) continue;
      this.#entries.delete(key);
      break;
    }
    if (this.#head > this.max) this.#compact();
  }

  #compact() {
    const isFresh = ({ key, usedAt }) => this.#entries.get(key)?.usedAt === usedAt;
    this.#touches = this.#touches.slice(this.#head).filter(isFresh);
    this.#head = 0;
  }
}
