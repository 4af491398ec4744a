'use strict';

class ByteLru {
  #entries = new Map();
  #bytes = 0;

  constructor({ maxBytes }) {
    this.maxBytes = maxBytes;
  }

  get(key) {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key, value) {
    const before = this.#entries.get(key);
    if (before) this.#bytes -= before.length;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#bytes += value.length;
    for (const [oldest, { length }] of this.#entries) {
      if (this.#bytes <= this.maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= length;
    }
  }

  stats() {
    return { entries: this.#entries.size, bytes: this.#bytes };
  }
}

module.exports = { ByteLru };
