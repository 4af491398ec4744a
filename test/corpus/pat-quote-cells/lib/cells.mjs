let reading = null;

class Cell {
  constructor() {
    this.dependents = new Set();
  }

  track() {
    if (reading === null) return;
    this.dependents.add(reading);
    reading.sources.add(this);
  }
}

/** A value from outside; changing it marks all that was worked out of it as stale. */
export class Input extends Cell {
  #value;

  constructor(value) {
    super();
    this.#value = value;
  }

  get value() {
    this.track();
    return this.#value;
  }

  set value(value) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const dependent of this.dependents) dependent.invalidate();
  }
}

/** A value that is worked out when it is asked for, and again when one of its sources has changed. */
export class Computed extends Cell {
  #work;
  #value;
  #stale = true;
  sources = new Set();

  constructor(work) {
    super();
    this.#work = work;
  }

  get value() {
    this.track();
    if (this.#stale) this.#run();
    return this.#value;
  }

  invalidate() {
    if (this.#stale) return;
    this.#stale = true;
    for (const dependent of this.dependents) dependent.invalidate();
  }

  dispose() {
    this.#stale = true;
    this.sources.clear();
    this.dependents.clear();
  }

  #run() {
    for (const source of this.sources) source.dependents.delete(this);
    this.sources.clear();
    const outer = reading;
    reading = this;
    try {
      this.#value = this.#work();
      this.#stale = false;
    } finally {
      reading = outer;
    }
  }
}
