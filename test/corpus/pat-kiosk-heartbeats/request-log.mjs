export class RequestLog {
  #slots;
  #next = 0;

  constructor(size) {
    this.#slots = new Array(size);
  }

  add(entry) {
    this.#slots[this.#next++ % this.#slots.length] = entry;
  }

  last(count) {
    const found = [];
    for (let i = this.#next - 1; i >= 0 && found.length < count; i--) found.push(this.#slots[i % this.#slots.length]);
    return found;
  }
}
