'use strict';

/** Which changes each replica has acknowledged, as numbers of the clock of this node. */
class Replicas {
  constructor() {
    this.acknowledged = new Map();
    this.online = new Set();
  }

  join(name, clock) {
    this.acknowledged.set(name, clock);
    this.online.add(name);
  }

  leave(name) {
    this.online.delete(name);
  }

  acknowledge(name, clock) {
    if (clock > (this.acknowledged.get(name) ?? 0)) this.acknowledged.set(name, clock);
  }

  /** The latest change that all of them have. */
  seenByAll() {
    return Math.min(...this.acknowledged.values());
  }

  lag(clock) {
    return Object.fromEntries([...this.online].map((name) => [name, clock - this.acknowledged.get(name)]));
  }
}

module.exports = { Replicas };
