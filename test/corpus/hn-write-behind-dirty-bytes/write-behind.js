const v8 = require('node:v8');

// As much as a two-thousandth of the heap may wait to be written.
const budget = () => Math.min(1.25 * 2 ** 20, v8.getHeapStatistics().heap_size_limit / 2000);

class WriteBehind {
  constructor(table, { everyMs }) {
    this.table = table;
    this.most = budget();
    this.reset();
    this.writing = null;
    this.flushes = 0;
    setInterval(() => this.flush(), everyMs).unref();
  }

  reset() {
    this.dirty = new Map();
    this.bytes = 0;
  }

  peek(key) {
    return this.dirty.get(key)?.row ?? this.writing?.get(key)?.row;
  }

  update(key, change) {
    const waiting = this.dirty.get(key);
    const row = change(this.peek(key));
    const size = key.length + JSON.stringify(row).length;
    this.bytes += size - (waiting?.size ?? 0);
    this.dirty.set(key, { row, size });
    if (this.bytes > this.most) this.flush();
    return row;
  }

  flush() {
    if (this.writing || this.dirty.size === 0) return;
    this.writing = this.dirty;
    this.reset();
    this.flushes++;
    this.table
      .write(this.writing)
      .catch((error) => console.error('flush failed:', error.message))
      .finally(() => (this.writing = null));
  }

  state() {
    return { waiting: this.dirty.size, bytes: this.bytes, flushes: this.flushes };
  }
}

module.exports = { WriteBehind };
