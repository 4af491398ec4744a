'use strict';
const { monitorEventLoopDelay } = require('node:perf_hooks');

/** Watches the event loop for as long as a piece of work takes. */
class LoopProbe {
  static running = new Set();

  constructor(name) {
    this.name = name;
    this.histogram = monitorEventLoopDelay({ resolution: 5 });
    this.histogram.enable();
    this.startedAt = performance.now();
    LoopProbe.running.add(this);
  }

  /** The work that has been going on for longest, as the watchdog wants to know. */
  static oldest() {
    const [first] = LoopProbe.running;
    return first ? { name: first.name, ms: Math.round(performance.now() - first.startedAt) } : null;
  }

  stop() {
    this.histogram.disable();
    LoopProbe.running.delete(this);
    return {
      name: this.name,
      ms: Math.round((performance.now() - this.startedAt) * 10) / 10,
      loopMaxMs: this.histogram.max > 0 ? this.histogram.max / 1e6 : 0,
    };
  }
}

class ProbeLog {
  #entries = [];

  add(entry) {
    this.#entries.push(entry);
    if (this.#entries.length > 200) this.#entries.shift();
  }

  slowest(count) {
    return [...this.#entries].sort((a, b) => b.ms - a.ms).slice(0, count);
  }
}

module.exports = { LoopProbe, ProbeLog };
