import { FrequencySketch } from './frequency-sketch.mjs';

/** W-TinyLFU: a small window for what is new, and a main part that lets in only what is asked for more often. */
export class TinyLfu {
  #window = new Map();
  #probation = new Map();
  #protected = new Map();
  #sketch;
  #limits;

  constructor(capacity) {
    const window = Math.max(1, Math.round(capacity * 0.02));
    const protectedLimit = Math.round((capacity - window) * 0.8);
    this.#limits = { window, protected: protectedLimit, main: capacity - window };
    this.#sketch = new FrequencySketch(capacity);
  }

  get(key) {
    this.#sketch.increment(key);
    for (const part of [this.#window, this.#protected]) {
      if (!part.has(key)) continue;
      const value = part.get(key);
      part.delete(key);
      part.set(key, value);
      return value;
    }
    if (!this.#probation.has(key)) return undefined;
    const value = this.#probation.get(key);
    this.#probation.delete(key);
    this.#protected.set(key, value);
    if (this.#protected.size > this.#limits.protected) {
      const [oldest, demoted] = this.#protected.entries().next().value;
      this.#protected.delete(oldest);
      this.#probation.set(oldest, demoted);
    }
    return value;
  }

  set(key, value) {
    this.#window.set(key, value);
    if (this.#window.size <= this.#limits.window) return;
    const [candidate, candidateValue] = this.#window.entries().next().value;
    this.#window.delete(candidate);
    if (this.#probation.size + this.#protected.size < this.#limits.main) {
      this.#probation.set(candidate, candidateValue);
      return;
    }
    const victim = this.#probation.keys().next().value;
    if (victim !== undefined && this.#sketch.estimate(candidate) > this.#sketch.estimate(victim)) {
      this.#probation.delete(victim);
      this.#probation.set(candidate, candidateValue);
    }
  }

  get size() {
    return this.#window.size + this.#probation.size + this.#protected.size;
  }
}
