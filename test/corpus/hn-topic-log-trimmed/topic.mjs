const SLACK = 400;

export class Topic {
  #base = 0;
  #log = [];
  #committed = new Map();

  subscribe(group) {
    this.#committed.set(group, this.#base + this.#log.length);
  }

  publish(key, value, headers) {
    return this.#base + this.#log.push({ offset: this.#base + this.#log.length, key, value, headers, time: Date.now() }) - 1;
  }

  poll(group, most) {
    const from = this.#committed.get(group) - this.#base;
    return this.#log.slice(from, from + most);
  }

  commit(group, offset) {
    this.#committed.set(group, Math.max(offset, this.#committed.get(group)));
    const read = Math.min(...this.#committed.values()) - this.#base;
    if (read >= SLACK) {
      this.#log.copyWithin(0, read);
      this.#log.length -= read;
      this.#base += read;
    }
  }

  watermarks() {
    return { low: this.#base, high: this.#base + this.#log.length };
  }

  lag() {
    const { high } = this.watermarks();
    return Object.fromEntries(Array.from(this.#committed, ([group, offset]) => [group, high - offset]));
  }
}
