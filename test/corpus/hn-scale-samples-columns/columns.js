'use strict';

const SEGMENT = 512;
const SEGMENTS = 24;

/** Samples in segments of two columns; the oldest segment goes when there are enough of them. */
class SampleColumns {
  #segments = [];
  #length = 0;

  #segment() {
    const bytes = new ArrayBuffer(SEGMENT * 10);
    const segment = { grams: new Float64Array(bytes, 0, SEGMENT), scales: new Uint16Array(bytes, SEGMENT * 8, SEGMENT), used: 0 };
    this.#segments.push(segment);
    if (this.#length > SEGMENT * SEGMENTS) this.#drop();
    return segment;
  }

  #drop() {
    const [oldest] = this.#segments.splice(0, 1);
    this.#length -= oldest.used;
    oldest.used = 0;
  }

  add(scale, grams) {
    let last = this.#segments.at(-1);
    if (!last || last.used === SEGMENT) last = this.#segment();
    last.grams[last.used] = grams;
    last.scales[last.used++] = scale;
    this.#length++;
  }

  latest(scale, count) {
    const found = [];
    for (let at = this.#segments.length - 1; at >= 0 && at >= this.#segments.length - 4; at--) {
      const { grams, scales, used } = this.#segments[at];
      for (let row = used - 1; row >= 0 && found.length < count; row--) {
        if (scales[row] === scale) found.push(grams[row]);
      }
    }
    return found;
  }

  get stats() {
    return { samples: this.#length };
  }
}

module.exports = { SampleColumns };
