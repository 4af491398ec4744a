export class CircuitOpenError extends Error {}

export class CircuitBreaker {
  #failures = [];
  #openUntil = 0;

  constructor({ threshold, windowMs, coolDownMs }) {
    Object.assign(this, { threshold, windowMs, coolDownMs });
  }

  get state() {
    return Date.now() < this.#openUntil ? 'open' : 'closed';
  }

  async run(action) {
    if (this.state === 'open') throw new CircuitOpenError('market is not available');
    try {
      return await action();
    } catch (error) {
      const now = Date.now();
      this.#failures.push(now);
      while (this.#failures[0] < now - this.windowMs) this.#failures.shift();
      if (this.#failures.length >= this.threshold) this.#openUntil = now + this.coolDownMs;
      throw error;
    }
  }
}
