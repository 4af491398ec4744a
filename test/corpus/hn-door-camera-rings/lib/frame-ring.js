'use strict';

class FrameRing {
  #slots = new Array(64);
  #first = 0;
  count = 0;
  bytes = 0;

  push(frame) {
    if (this.count === this.#slots.length) this.#widen();
    this.#slots[(this.#first + this.count++) % this.#slots.length] = frame;
    this.bytes += frame.length;
  }

  shift() {
    const frame = this.#slots[this.#first];
    this.#slots[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#slots.length;
    this.count--;
    this.bytes -= frame.length;
    return frame.length;
  }

  newest() {
    return this.count === 0 ? null : this.#slots[(this.#first + this.count - 1) % this.#slots.length];
  }

  #widen() {
    const inOrder = [...this.#slots.slice(this.#first), ...this.#slots.slice(0, this.#first)];
    inOrder.length *= 2;
    this.#slots = inOrder;
    this.#first = 0;
  }
}

module.exports = { FrameRing };
