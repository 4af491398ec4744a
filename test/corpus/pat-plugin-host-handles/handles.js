'use strict';

/** Host objects under a number, for plug-ins that can pass no more than integers. */
class Handles {
  #table = new WebAssembly.Table({ element: 'externref', initial: 64 });
  #next = 1;
  #free = [];

  open(object) {
    const handle = this.#free.pop() ?? this.#next++;
    if (handle >= this.#table.length) this.#table.grow(64);
    this.#table.set(handle, object);
    return handle;
  }

  get(handle) {
    return this.#table.get(handle);
  }

  close(handle) {
    this.#table.set(handle, null);
    this.#free.push(handle);
  }

  get stats() {
    return { slots: this.#table.length, free: this.#free.length };
  }
}

module.exports = { Handles };
