export class SlidingWindow {
  #hits = new Map();

  constructor({ windowMs, limit, sweepMs = 500 }) {
    this.windowMs = windowMs;
    this.limit = limit;
    setInterval(() => this.#sweep(), sweepMs).unref();
  }

  get size() {
    return this.#hits.size;
  }

  hit(key, now = Date.now()) {
    let times = this.#hits.get(key);
    if (times === undefined) this.#hits.set(key, (times = []));
    const since = now - this.windowMs;
    let outside = 0;
    while (outside < times.length && times[outside] <= since) outside++;
    if (outside > 0) times.splice(0, outside);
    if (times.length >= this.limit) return { allowed: false, remaining: 0, resetMs: times[0] + this.windowMs - now };
    times.push(now);
    return { allowed: true, remaining: this.limit - times.length, resetMs: times[0] + this.windowMs - now };
  }

  #sweep() {
    const since = Date.now() - this.windowMs;
    for (const [key, times] of this.#hits) {
      if (times.at(-1) <= since) this.#hits.delete(key);
    }
  }
}
