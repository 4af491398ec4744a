'use strict';

/** When it is full any entry makes room: cheaper than keeping an order, and hardly worse for our traffic. */
class RandomCache {
  #slots = [];
  #slotOf = new Map();

  constructor(options) {
    this.max = options.maxEntries;
    this.hits = 0;
  }

  get size() {
    return this.#slots.length;
  }

  get(key) {
    const slot = this.#slotOf.get(key);
    if (slot === undefined) return undefined;
    this.hits++;
    return this.#slots[slot].value;
  }

  set(key, value) {
    const known = this.#slotOf.get(key);
    if (known !== undefined) {
      this.#slots[known].value = value;
      return;
    }
    if (this.#slots.length >= this.max) {
      const slot = Math.floor(Math.random() * this.#slots.length);
      this.#slotOf.delete(this.#slots[slot].key);
      this.#slots[slot] = { key, value };
      this.#slotOf.set(key, slot);
      return;
    }
    this.#slotOf.set(key, this.#slots.push({ key, value }) - 1);
  }
}

module.exports = { RandomCache };
