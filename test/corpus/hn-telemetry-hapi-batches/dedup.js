'use strict';

// Ids seen within the window, in slices that are dropped as a whole.
class DedupWindow {
  #slices = [];
  #sliceMs;

  constructor({ windowMs, slices }) {
    this.#sliceMs = windowMs / slices;
    this.#slices = Array.from({ length: slices }, () => new Set());
    setInterval(() => this.#turn(), this.#sliceMs).unref();
  }

  #turn() {
    this.#slices.pop();
    this.#slices.unshift(new Set());
  }

  add(id) {
    if (this.#slices.some((slice) => slice.has(id))) return false;
    this.#slices[0].add(id);
    return true;
  }

  get size() {
    return this.#slices.reduce((sum, slice) => sum + slice.size, 0);
  }
}

module.exports = { DedupWindow };
