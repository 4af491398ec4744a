'use strict';

// One run per key: parallel requests share it, later ones get the recorded answer.
class IdempotencyStore {
  constructor({ ttlMs, sweepMs }) {
    this.ttlMs = ttlMs;
    this.running = new Map();
    this.recorded = new Map();
    setInterval(() => this.sweep(), sweepMs).unref();
  }

  async run(key, work) {
    const earlier = this.recorded.get(key);
    if (earlier && earlier.expires > Date.now()) return { result: earlier.result, replayed: true };
    const shared = this.running.get(key);
    if (shared) return { result: await shared, replayed: true };

    const promise = work();
    this.running.set(key, promise);
    try {
      const result = await promise;
      this.recorded.set(key, { result, expires: Date.now() + this.ttlMs });
      return { result, replayed: false };
    } finally {
      this.running.delete(key);
    }
  }

  sweep() {
    const now = Date.now();
    for (const [key, { expires }] of this.recorded) {
      if (expires > now) break;
      this.recorded.delete(key);
    }
  }
}

module.exports = { IdempotencyStore };
