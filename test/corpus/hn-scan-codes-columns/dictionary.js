'use strict';

/** Texts that come again and again are kept once; rows have their number. */
class Dictionary {
  #codes = new Map();
  #texts = [];

  encode(text) {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.#texts.length;
      this.#texts.push(text);
      this.#codes.set(text, code);
    }
    return code;
  }

  decode(code) {
    return this.#texts[code];
  }

  get size() {
    return this.#texts.length;
  }
}

module.exports = { Dictionary };
