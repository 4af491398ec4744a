/** Entries that go by themselves: a timer looks at all of them every few seconds. */
export class ExpiringStore {
  #entries = new Map();
  #ttlMs;

  constructor({ ttlSeconds, sweepMs = 5_000 }) {
    this.#ttlMs = ttlSeconds * 1000;
    setInterval(() => this.#sweep(), sweepMs).unref();
  }

  put(key, value) {
    this.#entries.set(key, { value, until: Date.now() + this.#ttlMs });
  }

  take(key) {
    const entry = this.#entries.get(key);
    if (!entry || entry.until <= Date.now()) return null;
    return entry.value;
  }

  get size() {
    return this.#entries.size;
  }

  #sweep() {
    const now = Date.now();
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key);
  }
}
