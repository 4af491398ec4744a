'use strict';

/** Newer runs first. Of a key that is in several the newest row stays. */
function merge(runs) {
  const rows = new Map();
  for (let i = runs.length - 1; i >= 0; i--) for (const row of runs[i]) rows.set(row.key, row);
  return [...rows.values()].sort((a, b) => a.key - b.key);
}

/** A log-structured merge tree in memory: a table takes what comes, full tables become sorted runs, four runs one of the level below. */
class LsmTree {
  #table = new Map();
  #levels = [];

  constructor({ tableRows, fanout, levels }) {
    this.tableRows = tableRows;
    this.fanout = fanout;
    for (let i = 0; i < levels; i++) this.#levels.push([]);
  }

  put(key, value) {
    this.#table.set(key, { key, value });
    if (this.#table.size >= this.tableRows) this.#flush();
  }

  get(key) {
    const row = this.#table.get(key);
    if (row) return row.value;
    for (const level of this.#levels)
      for (const run of level) {
        const found = this.#search(run, key);
        if (found) return found.value;
      }
    return undefined;
  }

  #search(run, key) {
    let low = 0;
    let high = run.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (run[middle].key === key) return run[middle];
      if (run[middle].key < key) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  #flush() {
    this.#levels[0].unshift(merge([[...this.#table.values()]]));
    this.#table = new Map();
    for (let i = 0; i < this.#levels.length; i++) {
      const level = this.#levels[i];
      if (level.length < this.fanout) return;
      const run = merge(level.splice(0));
      (this.#levels[i + 1] ?? level).unshift(run);
    }
  }

  get shape() {
    return this.#levels.map((level) => level.map((run) => run.length));
  }
}

module.exports = { LsmTree };
