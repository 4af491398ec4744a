'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');

const context = new AsyncLocalStorage();

// Lines of the last requests, and those of warnings a little longer.
class RingLogger {
  #lines;
  #warnings = [];
  #written = 0;

  constructor(size) {
    this.#lines = new Array(size).fill(null);
  }

  #line(level, text) {
    const { id, tenant } = context.getStore() ?? {};
    return { level, text, request: id, tenant, at: Date.now() };
  }

  info(text) {
    this.#lines[this.#written++ % this.#lines.length] = this.#line('info', text);
  }

  warn(text) {
    this.#warnings.push(this.#line('warn', text));
    if (this.#warnings.length > 900) this.#warnings = this.#warnings.slice(-600);
  }

  tail(count) {
    const lines = [];
    for (let i = 1; i <= Math.min(count, this.#written); i++) lines.push(this.#lines[(this.#written - i) % this.#lines.length]);
    return { lines, warnings: this.#warnings.slice(-count) };
  }
}

module.exports = { context, logger: new RingLogger(3000) };
