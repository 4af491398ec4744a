'use strict';

/**
 * Rate limiter after the generic cell rate algorithm: one theoretical arrival time per client.
 * There is no sweep timer: each call looks at a few entries, and goes on where the last one stopped.
 */
class GcraLimiter {
  #clients = new Map();
  #cursor = null;
  #removed = 0;

  constructor({ ratePerSecond, burst, idleMs, penaltyMs, sweepPerCall }) {
    this.interval = 1000 / ratePerSecond;
    this.tolerance = this.interval * burst;
    this.idleMs = idleMs;
    this.penaltyMs = penaltyMs;
    this.sweepPerCall = sweepPerCall;
  }

  hit(client, cost = 1, now = Date.now()) {
    this.#sweepSome(now);
    let entry = this.#clients.get(client);
    if (!entry) {
      entry = { arrival: now, seenAt: now, penaltyUntil: 0, hits: 0, agent: null };
      this.#clients.set(client, entry);
    }
    entry.seenAt = now;
    entry.hits++;
    if (entry.penaltyUntil > now) return { allowed: false, retryMs: entry.penaltyUntil - now };
    const arrival = Math.max(entry.arrival, now) + this.interval * cost;
    if (arrival - now > this.tolerance) return { allowed: false, retryMs: Math.ceil(arrival - now - this.tolerance) };
    entry.arrival = arrival;
    return { allowed: true, retryMs: 0 };
  }

  /** Who asks with a wrong token has to wait for a while. */
  penalise(client, agent, now = Date.now()) {
    const entry = this.#clients.get(client);
    if (!entry) return;
    entry.penaltyUntil = now + this.penaltyMs;
    entry.agent = agent;
  }

  #sweepSome(now) {
    for (let i = 0; i < this.sweepPerCall; i++) {
      this.#cursor ??= this.#clients.entries();
      const { value, done } = this.#cursor.next();
      if (done) {
        this.#cursor = null;
        return;
      }
      const [client, entry] = value;
      if (entry.penaltyUntil > now) continue;
      if (now - entry.seenAt < this.idleMs) continue;
      this.#clients.delete(client);
      this.#removed++;
    }
  }

  get stats() {
    return { clients: this.#clients.size, removed: this.#removed };
  }
}

module.exports = { GcraLimiter };
