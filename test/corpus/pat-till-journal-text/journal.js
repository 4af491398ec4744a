'use strict';
const { createHash } = require('node:crypto');

/** The journal of a till as the tax office wants it: lines of text, sealed and begun anew after so many of them. */
class Journal {
  #text = '';
  #lines = 0;
  #seals = [];

  constructor(till, limit) {
    this.till = till;
    this.limit = limit;
  }

  write(kind, ...fields) {
    this.#lines++;
    this.#text += `${String(this.#lines).padStart(6, '0')};${this.till};${kind};${fields.join(';')}\n`;
    if (this.#lines === this.limit) this.#seal();
    return this.#lines;
  }

  /** Two tills that work as one are written into one journal. */
  renumber(start) {
    this.#lines = start;
  }

  tail() {
    return this.#text.slice(-400).split('\n').slice(1, -1);
  }

  #seal() {
    const digest = createHash('sha256').update(this.#text).digest('hex');
    this.#seals.push({ lines: this.#lines, digest });
    if (this.#seals.length > 10) this.#seals.shift();
    this.#text = `seal;${this.till};${digest}\n`;
    this.#lines = 0;
  }

  get seals() {
    return this.#seals.length;
  }
}

module.exports = { Journal };
