'use strict';

/**
 * An observed-remove set for a cart that is edited at several places. What is removed leaves a tombstone until
 * every replica has seen the removal; only then can no older addition of it come in any more.
 */
class OrSet {
  constructor() {
    this.added = new Map();
    this.tombstones = new Map();
  }

  add(tag, value) {
    if (!this.tombstones.has(tag)) this.added.set(tag, value);
  }

  remove(match, clock) {
    let removed = 0;
    for (const [tag, value] of this.added) {
      if (!match(value)) continue;
      this.added.delete(tag);
      this.tombstones.set(tag, clock);
      removed++;
    }
    return removed;
  }

  collect(seenByAll) {
    for (const [tag, clock] of this.tombstones) {
      if (clock > seenByAll) return;
      this.tombstones.delete(tag);
    }
  }

  values() {
    return [...this.added.values()];
  }
}

module.exports = { OrSet };
