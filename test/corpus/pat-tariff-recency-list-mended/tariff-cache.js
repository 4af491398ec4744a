'use strict';

/** The tariffs that were looked at of late; the longest unused makes room for a new one. */
class TariffCache {
  #entries = new Map();
  #recency = [];
  #uses = new Map();
  hits = 0;
  misses = 0;

  constructor(limit) {
    this.limit = limit;
  }

  #use(key) {
    this.#recency.push(key);
    this.#uses.set(key, (this.#uses.get(key) ?? 0) + 1);
    if (this.#recency.length > this.limit * 4) this.#compact();
  }

  get(key, load) {
    let entry = this.#entries.get(key);
    if (entry) this.hits++;
    else {
      this.misses++;
      entry = load(key);
      this.#entries.set(key, entry);
    }
    this.#use(key);
    while (this.#entries.size > this.limit) this.#evictOne();
    return entry;
  }

  #compact() {
    const latest = [...new Set(this.#recency.reverse())].reverse();
    this.#recency = latest;
    this.#uses = new Map(latest.map((key) => [key, 1]));
  }

  #evictOne() {
    for (;;) {
      const key = this.#recency.shift();
      const left = this.#uses.get(key) - 1;
      if (left > 0) {
        this.#uses.set(key, left);
        continue;
      }
      this.#uses.delete(key);
      this.#entries.delete(key);
      return;
    }
  }

  get stats() {
    return { entries: this.#entries.size, hits: this.hits, misses: this.misses };
  }
}

module.exports = { TariffCache };
