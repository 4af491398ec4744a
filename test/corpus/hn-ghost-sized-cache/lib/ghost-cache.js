/**
 * A cache that finds its own size: it remembers the keys it let go, and gets larger while many of these are asked for again,
 * smaller when hardly any are, between `min` and `max`.
 */
export class GhostCache {
  #entries = new Map();
  #ghosts = new Set();
  #lookups = 0;
  #ghostHits = 0;

  constructor({ min, max, reviewEvery = 500 }) {
    this.min = min;
    this.max = max;
    this.capacity = min;
    this.reviewEvery = reviewEvery;
  }

  get(key, make) {
    if (++this.#lookups % this.reviewEvery === 0) this.#review();
    let value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
      return value;
    }
    if (this.#ghosts.delete(key)) this.#ghostHits++;
    value = make();
    this.#entries.set(key, value);
    this.#shrink();
    return value;
  }

  #review() {
    const share = this.#ghostHits / this.reviewEvery;
    if (share > 0.03) this.capacity = Math.min(this.max, Math.ceil(this.capacity * 1.08));
    else if (share < 0.005) this.capacity = Math.max(this.min, Math.floor(this.capacity * 0.97));
    this.#ghostHits = 0;
    this.#shrink();
  }

  #shrink() {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) break;
      this.#entries.delete(key);
      this.#ghosts.add(key);
    }
    for (const key of this.#ghosts) {
      if (this.#ghosts.size <= this.capacity) break;
      this.#ghosts.delete(key);
    }
  }

  get stats() {
    return { entries: this.#entries.size, ghosts: this.#ghosts.size, capacity: this.capacity };
  }
}
