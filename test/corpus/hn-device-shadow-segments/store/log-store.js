'use strict';
const { Segment } = require('./segment');

class LogStore {
  #sequence = 0;
  #segments = 0;
  #sealed = [];
  #active;
  #index = new Map();

  constructor({ recordsPerSegment, mergeAt }) {
    this.options = { recordsPerSegment, mergeAt };
    this.#active = new Segment(++this.#segments, recordsPerSegment);
    this.merges = 0;
  }

  get(key) {
    const record = this.#index.get(key);
    return record === undefined || record.deleted ? null : JSON.parse(record.payload);
  }

  put(key, document) {
    this.#write({ key, sequence: ++this.#sequence, deleted: false, payload: JSON.stringify(document) });
  }

  delete(key) {
    this.#write({ key, sequence: ++this.#sequence, deleted: true, payload: '' });
  }

  #write(record) {
    this.#active.append(record);
    this.#index.set(record.key, record);
    if (!this.#active.full) return;
    this.#sealed.push(this.#active.seal());
    this.#active = new Segment(++this.#segments, this.options.recordsPerSegment);
    if (this.#sealed.length >= this.options.mergeAt) this.#merge();
  }

  #merge() {
    const merged = new Segment(++this.#segments, Infinity);
    for (const segment of this.#sealed) {
      for (const record of segment.records) {
        if (this.#index.get(record.key) !== record) continue;
        if (record.deleted) this.#index.delete(record.key);
        else merged.append(record);
      }
    }
    this.#sealed = [merged.seal()];
    this.merges++;
  }

  get statistics() {
    return { sequence: this.#sequence, segments: this.#sealed.length + 1, merges: this.merges };
  }
}

module.exports = { LogStore };
