'use strict';
const { Writable } = require('node:stream');

const LEVELS = { debug: 20, info: 30, warn: 40, error: 50 };

class RingSink extends Writable {
  #lines = [];

  _write(chunk, _encoding, callback) {
    this.#lines.push(chunk.toString());
    if (this.#lines.length > 300) this.#lines.splice(0, 100);
    callback();
  }

  tail(count) {
    return this.#lines.slice(-count);
  }
}

class Logger {
  constructor(sink, level, bindings = {}, parent = null) {
    this.sink = sink;
    this.level = level;
    this.bindings = bindings;
    this.parent = parent;
  }

  child(bindings, level = this.level) {
    return new Logger(this.sink, level, { ...this.bindings, ...bindings }, this);
  }

  enabled(level) {
    return LEVELS[level] >= LEVELS[this.level];
  }

  log(level, message, fields) {
    if (!this.enabled(level)) return;
    this.sink.write(JSON.stringify({ level, ...this.bindings, ...fields, message }));
  }

  info(message, fields) {
    this.log('info', message, fields);
  }

  debug(message, fields) {
    this.log('debug', message, fields);
  }

  /** Where a setting comes from: the nearest ancestor that was given the level. */
  origin() {
    return this.parent && this.parent.level === this.level ? this.parent.bindings.service ?? 'root' : 'own';
  }
}

module.exports = { Logger, RingSink, LEVELS };
