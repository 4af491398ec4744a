'use strict';
const zlib = require('node:zlib');
const { promisify } = require('node:util');
const deflate = promisify(zlib.deflateRaw);

class Partition {
  #waiting = [];
  #bytes = 0;
  #timer = null;
  #writing = Promise.resolve();
  written = { batches: 0, records: 0, bytes: 0 };

  constructor(number, { records, bytes, lingerMs }, sink) {
    this.number = number;
    this.limits = { records, bytes, lingerMs };
    this.sink = sink;
  }

  append(record) {
    const line = JSON.stringify(record);
    this.#waiting.push(line);
    this.#bytes += line.length;
    if (this.#waiting.length >= this.limits.records || this.#bytes >= this.limits.bytes) return this.flush();
    this.#timer ??= setTimeout(() => this.flush(), this.limits.lingerMs).unref();
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    this.#writing = this.#writing.then(() => this.#write(lines)).catch((error) => console.error(error.message));
  }

  async #write(lines) {
    const packed = await deflate(lines.join('\n'));
    await this.sink(this.number, packed);
    this.written.batches++;
    this.written.records += lines.length;
    this.written.bytes += packed.length;
  }
}

module.exports = { Partition };
