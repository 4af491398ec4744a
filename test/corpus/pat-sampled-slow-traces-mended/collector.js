'use strict';

const CAPACITY = 100;

/** Keeps sampled traces for those who look at them; slow ones are kept first. */
class Collector {
  #slow = [];
  #recent = [];

  add(trace) {
    if (!trace.sampled) return;
    const { id, name, ms, spans } = trace;
    const entry = { id, name, ms, spans, at: Date.now() };
    this.#recent.push(entry);
    if (this.#recent.length > CAPACITY) {
      const [oldest] = this.#recent.splice(0, 1);
      this.#keepSlow(oldest);
    }
  }

  #keepSlow(entry) {
    this.#slow.push(entry);
    this.#slow.sort((a, b) => b.ms - a.ms);
    this.#slow.length = Math.min(this.#slow.length, CAPACITY);
  }

  slowest(count) {
    return [...this.#slow, ...this.#recent].sort((a, b) => b.ms - a.ms).slice(0, count);
  }
}

module.exports = { Collector };
