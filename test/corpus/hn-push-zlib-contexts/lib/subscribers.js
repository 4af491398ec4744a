'use strict';

const { DeflateContext } = require('./deflate-context');

/** Subscribers poll over short requests; those who stay away for a while begin anew. */
class Subscribers {
  constructor({ idleMs, limit }) {
    this.contexts = new Map();
    this.limit = limit;
    this.epochs = 0;
    setInterval(() => this.sweep(Date.now() - idleMs), idleMs / 3).unref();
  }

  contextOf(name) {
    let context = this.contexts.get(name);
    if (context === undefined) {
      if (this.contexts.size >= this.limit) return null;
      context = new DeflateContext();
      this.contexts.set(name, context);
      this.epochs++;
    }
    return context;
  }

  sweep(before) {
    for (const [name, context] of this.contexts) {
      if (context.usedAt >= before) continue;
      this.contexts.delete(name);
      context.tail.then(() => context.close());
    }
  }
}

module.exports = { Subscribers };
