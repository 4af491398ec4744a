'use strict';

const SAMPLE = 24;

/** Like the active expiry of key-value servers: a few random keys are looked at, and more as long as many of them are old. */
class Expiring {
  #slots = new Map();
  #entries = [];

  constructor(everyMs = 80) {
    setInterval(() => this.#cycle(), everyMs).unref();
  }

  set(key, value, livesMs) {
    const entry = { key, value, until: Date.now() + livesMs };
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      this.#slots.set(key, this.#entries.length);
      this.#entries.push(entry);
    } else this.#entries[slot] = entry;
  }

  get(key) {
    const slot = this.#slots.get(key);
    if (slot === undefined) return null;
    const entry = this.#entries[slot];
    if (entry.until > Date.now()) return entry.value;
    this.#take(slot);
    return null;
  }

  delete(key) {
    const slot = this.#slots.get(key);
    if (slot !== undefined) this.#take(slot);
  }

  #take(slot) {
    const { key } = this.#entries[slot];
    const last = this.#entries.pop();
    this.#slots.delete(key);
    if (slot === this.#entries.length) return;
    this.#entries[slot] = last;
    this.#slots.set(last.key, slot);
  }

  #cycle() {
    const now = Date.now();
    for (;;) {
      let old = 0;
      for (let n = 0; n < SAMPLE && this.#entries.length > 0; n++) {
        const slot = Math.floor(Math.random() * this.#entries.length);
        if (this.#entries[slot].until > now) continue;
        this.#take(slot);
        old++;
      }
      if (old < SAMPLE / 6) return;
    }
  }
}

module.exports = { Expiring };
