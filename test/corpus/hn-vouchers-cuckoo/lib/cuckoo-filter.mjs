const slots = 4;

/** A cuckoo filter: fingerprints of 16 bits, four to a bucket, with removal. */
export class CuckooFilter {
  #table;
  #mask;
  count = 0;

  constructor(buckets) {
    this.#mask = buckets - 1;
    this.#table = new Uint16Array(buckets * slots);
  }

  get load() {
    return this.count / this.#table.length;
  }

  add(text) {
    let { print, bucket } = this.#place(text);
    if (this.#put(bucket, print) || this.#put(this.#other(bucket, print), print)) return true;
    for (let kick = 0; kick < 200; kick++) {
      const index = bucket * slots + (kick % slots);
      [this.#table[index], print] = [print, this.#table[index]];
      bucket = this.#other(bucket, print);
      if (this.#put(bucket, print)) return true;
    }
    return false;
  }

  has(text) {
    const { print, bucket } = this.#place(text);
    return this.#find(bucket, print) !== -1 || this.#find(this.#other(bucket, print), print) !== -1;
  }

  remove(text) {
    const { print, bucket } = this.#place(text);
    for (const candidate of [bucket, this.#other(bucket, print)]) {
      const index = this.#find(candidate, print);
      if (index === -1) continue;
      this.#table[index] = 0;
      this.count--;
      return true;
    }
    return false;
  }

  #place(text) {
    let hash = 5381;
    for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(index)) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
    return { print: (hash >>> 16) || 1, bucket: hash & this.#mask };
  }

  #other(bucket, print) {
    return (bucket ^ (Math.imul(print, 0x5bd1e995) >>> 7)) & this.#mask;
  }

  #put(bucket, print) {
    for (let index = bucket * slots; index < (bucket + 1) * slots; index++) {
      if (this.#table[index] !== 0) continue;
      this.#table[index] = print;
      this.count++;
      return true;
    }
    return false;
  }

  #find(bucket, print) {
    for (let index = bucket * slots; index < (bucket + 1) * slots; index++) {
      if (this.#table[index] === print) return index;
    }
    return -1;
  }
}
