'use strict';

/** Scratch space for one track; what was given back is used again. */
class ScratchPool {
  #free = [];
  #made = 0;

  constructor(points) {
    this.points = points;
  }

  acquire() {
    const scratch = this.#free.pop();
    if (scratch) return scratch;
    this.#made++;
    return { xs: new Float64Array(this.points), ys: new Float64Array(this.points), keep: new Uint8Array(this.points) };
  }

  release(scratch) {
    scratch.keep.fill(0);
    this.#free.push(scratch);
  }

  get made() {
    return this.#made;
  }
}

module.exports = { ScratchPool };
