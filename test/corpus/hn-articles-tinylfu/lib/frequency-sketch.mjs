/** A count-min sketch of four rows with counters up to 15, halved after a number of increments. */
export class FrequencySketch {
  #counters;
  #mask;
  #sampleSize;
  #additions = 0;

  constructor(capacity) {
    const width = 2 ** Math.ceil(Math.log2(capacity));
    this.#mask = width - 1;
    this.#counters = new Uint8Array(width * 4);
    this.#sampleSize = capacity * 10;
  }

  increment(key) {
    let hash = hashOf(key);
    for (let row = 0; row < 4; row++) {
      const index = row * (this.#mask + 1) + (hash & this.#mask);
      if (this.#counters[index] < 15) this.#counters[index]++;
      hash = spread(hash + row + 1);
    }
    if (++this.#additions === this.#sampleSize) this.#age();
  }

  estimate(key) {
    let hash = hashOf(key);
    let least = 15;
    for (let row = 0; row < 4; row++) {
      least = Math.min(least, this.#counters[row * (this.#mask + 1) + (hash & this.#mask)]);
      hash = spread(hash + row + 1);
    }
    return least;
  }

  #age() {
    for (let index = 0; index < this.#counters.length; index++) this.#counters[index] >>= 1;
    this.#additions >>= 1;
  }
}

function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return spread(hash >>> 0);
}

function spread(hash) {
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
