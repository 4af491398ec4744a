/** The last exports, the latest first. */
export class RecentList {
  #limit;
  #head = null;
  #tail = null;
  #size = 0;

  constructor(limit) {
    this.#limit = limit;
  }

  add(label) {
    const entry = { label, started: performance.now(), ms: null, steps: 0, previous: null, next: this.#head };
    if (this.#head !== null) this.#head.previous = entry;
    else this.#tail = entry;
    this.#head = entry;
    this.#size++;
    if (this.#size > this.#limit) this.#dropLast();
    return entry;
  }

  #dropLast() {
    this.#tail = this.#tail.previous;
    this.#size--;
  }

  latest(count) {
    const entries = [];
    for (let entry = this.#head; entry !== null && entries.length < count; entry = entry.next) {
      entries.push({ label: entry.label, steps: entry.steps, ms: entry.ms });
    }
    return entries;
  }
}
