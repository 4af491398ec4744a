// Entries live for a while, the oldest go first when there are too many.
export class TtlCache {
  #entries = new Map();

  constructor({ ttlMs, max }) {
    this.ttlMs = ttlMs;
    this.max = max;
  }

  get size() {
    return this.#entries.size;
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key, value) {
    this.#entries.delete(key);
    if (this.#entries.size >= this.max) this.#entries.delete(this.#entries.keys().next().value);
    this.#entries.set(key, { value, until: Date.now() + this.ttlMs });
  }
}
