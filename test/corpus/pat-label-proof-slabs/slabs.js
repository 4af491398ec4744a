'use strict';

const SLAB_BYTES = 48 * 1024;

/** Hands out pieces of a slab, and takes a new slab when the piece does not fit any more. */
class SlabWriter {
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #used = 0;
  #slabs = 1;

  write(text) {
    const bytes = Buffer.byteLength(text);
    if (bytes > SLAB_BYTES) throw new RangeError(`a piece of ${bytes} bytes does not fit a slab`);
    if (this.#used + bytes > SLAB_BYTES) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
      this.#slabs++;
    }
    const start = this.#used;
    this.#slab.write(text, start);
    this.#used += bytes;
    return this.#slab.subarray(start, start + bytes);
  }

  get slabs() {
    return this.#slabs;
  }
}

module.exports = { SlabWriter };
