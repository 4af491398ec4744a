'use strict';
const { createHash } = require('node:crypto');

// What an insurer wants to see for a parcel: the first lines of its label as printed, and the digest of all of it.
class Proofs {
  #byParcel = new Map();

  add(code, label) {
    const end = label.indexOf('^FS', label.indexOf('INSURED'));
    this.#byParcel.set(code, {
      excerpt: label.toString('latin1', Math.max(0, end - 96), end),
      digest: createHash('sha1').update(label).digest('hex'),
    });
    if (this.#byParcel.size > 600) this.#byParcel.delete(this.#byParcel.keys().next().value);
  }

  find(code) {
    return this.#byParcel.get(code);
  }

  get size() {
    return this.#byParcel.size;
  }
}

module.exports = { Proofs };
