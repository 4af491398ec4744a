'use strict';

/** Least recently used: a ring of nodes around a sentinel, newest first, and an index of them. */
class Lru {
  constructor(capacity) {
    this.capacity = capacity;
    this.index = new Map();
    this.ring = { key: null, value: null, before: null, after: null };
    this.ring.before = this.ring.after = this.ring;
  }

  get(key) {
    const node = this.index.get(key);
    if (node === undefined) return undefined;
    this.#unlink(node);
    this.#first(node);
    return node.value;
  }

  set(key, value) {
    const known = this.index.get(key);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const node = { key, value, before: null, after: null };
    this.#first(node);
    this.index.set(key, node);
    if (this.index.size > this.capacity) {
      const oldest = this.ring.before;
      this.#unlink(oldest);
      this.index.delete(oldest.key);
    }
  }

  #first(node) {
    node.before = this.ring;
    node.after = this.ring.after;
    this.ring.after.before = node;
    this.ring.after = node;
  }

  #unlink(node) {
    node.before.after = node.after;
    node.after.before = node.before;
  }
}

module.exports = { Lru };
