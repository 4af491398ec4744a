'use strict';

const STEP = 64 * 1024;

/** Length-prefixed records in one buffer that grows by steps and starts over at the front when it may grow no further. */
class Journal {
  constructor(maxByteLength) {
    this.buffer = new ArrayBuffer(STEP, { maxByteLength });
    this.bytes = new Uint8Array(this.buffer);
    this.view = new DataView(this.buffer);
    this.encoder = new TextEncoder();
    this.position = 0;
    this.offsets = [];
    this.laps = 0;
  }

  append(record) {
    const text = this.encoder.encode(JSON.stringify(record));
    const needed = 4 + text.length;
    if (this.position + needed > this.buffer.byteLength) this.#room();
    this.#overwrite(this.position + needed);
    this.view.setUint32(this.position, text.length);
    this.bytes.set(text, this.position + 4);
    this.offsets.push(this.position);
    this.position += needed;
  }

  #room() {
    if (this.buffer.byteLength + STEP <= this.buffer.maxByteLength) return this.buffer.resize(this.buffer.byteLength + STEP);
    while (this.offsets.length > 0 && this.offsets[0] >= this.position) this.offsets.shift();
    this.position = 0;
    this.laps++;
  }

  #overwrite(end) {
    while (this.offsets.length > 0 && this.laps > 0 && this.offsets[0] >= this.position && this.offsets[0] < end) this.offsets.shift();
  }

  last(count) {
    const decoder = new TextDecoder();
    return this.offsets.slice(-count).map((offset) => JSON.parse(decoder.decode(this.bytes.slice(offset + 4, offset + 4 + this.view.getUint32(offset)))));
  }
}

module.exports = { Journal };
