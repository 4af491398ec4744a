'use strict';

/** Rows with an id, found by any of some columns as well. */
class MultiIndex {
  #rows = new Map();
  #indexes = new Map();

  constructor(columns) {
    for (const column of columns) this.#indexes.set(column, new Map());
  }

  get size() {
    return this.#rows.size;
  }

  oldest() {
    return this.#rows.keys().next().value;
  }

  get(id) {
    return this.#rows.get(id);
  }

  add(row) {
    this.#rows.set(row.id, row);
    for (const [column, index] of this.#indexes) {
      const bucket = index.get(row[column]);
      if (bucket) bucket.add(row);
      else index.set(row[column], new Set([row]));
    }
  }

  remove(id) {
    const row = this.#rows.get(id);
    if (!row) return false;
    this.#rows.delete(id);
    for (const [column, index] of this.#indexes) {
      const bucket = index.get(row[column]);
      bucket.delete(row);
      if (bucket.size === 0) index.delete(row[column]);
    }
    return true;
  }

  by(column, value) {
    return [...(this.#indexes.get(column).get(value) ?? [])];
  }
}

module.exports = { MultiIndex };
