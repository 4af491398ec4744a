'use strict';

const zlib = require('node:zlib');

/** One compressor for all messages to a subscriber, so that each profits from the ones before it. */
class DeflateContext {
  constructor() {
    this.deflate = zlib.createDeflateRaw({ level: 6, windowBits: 12, memLevel: 5, flush: zlib.constants.Z_SYNC_FLUSH });
    this.usedAt = Date.now();
    this.tail = Promise.resolve();
    this.chunks = [];
    this.deflate.on('data', (chunk) => this.chunks.push(chunk));
    this.deflate.on('error', () => {});
  }

  compress(text) {
    this.usedAt = Date.now();
    const result = this.tail.then(() => this.#message(text));
    this.tail = result.catch(() => {});
    return result;
  }

  close() {
    this.deflate.close();
  }

  #message(text) {
    return new Promise((resolve, reject) => {
      if (this.deflate.destroyed) return reject(new Error('context closed'));
      this.deflate.write(text);
      this.deflate.flush(zlib.constants.Z_SYNC_FLUSH, () => {
        const message = Buffer.concat(this.chunks);
        this.chunks = [];
        resolve(message);
      });
    });
  }
}

module.exports = { DeflateContext };
