'use strict';

/** Keeps values for as long as somebody asks for them, and ttlMs longer. */
class TtlStore {
  #records = new Map();

  constructor(ttlMs, now = Date.now) {
    this.ttlMs = ttlMs;
    this.now = now;
  }

  set(key, value) {
    this.#records.set(key, { value, usedAt: this.now() });
  }

  get(key) {
    const record = this.#records.get(key);
    if (!record) return undefined;
    record.usedAt = this.now();
    return record.value;
  }

  delete(key) {
    return this.#records.delete(key);
  }

  *entries() {
    for (const [key, { value }] of this.#records) yield [key, value];
  }

  sweep() {
    const limit = this.now() - this.ttlMs;
    let removed = 0;
    for (const [key, { usedAt }] of this.#records) {
      if (usedAt > limit) continue;
      this.#records.delete(key);
      removed++;
    }
    return removed;
  }

  get size() {
    return this.#records.size;
  }
}

module.exports = { TtlStore };
