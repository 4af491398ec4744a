'use strict';

/** A queue on one array: taking the first is O(1), as nothing has to move. */
class Fifo {
  #items = [];
  #head = 0;

  push(item) {
    this.#items.push(item);
  }

  shift() {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head++];
    if (this.#head * 2 >= this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }

  get length() {
    return this.#items.length - this.#head;
  }

  *[Symbol.iterator]() {
    for (let index = this.#head; index < this.#items.length; index++) yield this.#items[index];
  }
}

module.exports = { Fifo };
