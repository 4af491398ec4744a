'use strict';

class BatchWriter {
  #items = [];
  #timer = null;
  #last = Promise.resolve();

  constructor({ maxItems, maxAgeMs, write }) {
    Object.assign(this, { maxItems, maxAgeMs, write });
    this.written = 0;
    this.failed = 0;
  }

  get pending() {
    return this.#items.length;
  }

  add(item) {
    this.#items.push(item);
    if (this.#items.length >= this.maxItems) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.maxAgeMs);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#items.splice(0);
    if (batch.length === 0) return this.#last;
    this.#last = this.#last
      .then(() => this.write(batch))
      .then(
        () => void (this.written += batch.length),
        () => void (this.failed += batch.length),
      );
    return this.#last;
  }
}

module.exports = { BatchWriter };
