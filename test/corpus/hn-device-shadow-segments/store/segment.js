'use strict';

class Segment {
  constructor(id, capacity) {
    this.id = id;
    this.capacity = capacity;
    this.records = [];
    this.sealedAt = null;
  }
  get full() {
    return this.records.length >= this.capacity;
  }
  append(record) {
    this.records.push(record);
  }
  seal() {
    this.sealedAt = Date.now();
    return this;
  }
}

module.exports = { Segment };
