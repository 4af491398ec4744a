export class RateLimiter {
  #windows = new Map();

  constructor({ perWindow, windowMs }) {
    this.perWindow = perWindow;
    this.windowMs = windowMs;
    setInterval(() => this.#forget(), windowMs).unref();
  }

  get size() {
    return this.#windows.size;
  }

  take(client) {
    const now = Date.now();
    let window = this.#windows.get(client);
    if (!window || window.until <= now) {
      window = { until: now + this.windowMs, used: 0 };
      this.#windows.set(client, window);
    }
    return this.perWindow - ++window.used;
  }

  #forget() {
    const now = Date.now();
    for (const [client, { until }] of this.#windows) if (until <= now) this.#windows.delete(client);
  }
}
