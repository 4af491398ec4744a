const clearCode = 256;
const firstCode = 257;

/** Compresses the lines of one device; the dictionary is begun anew when it is full. */
export class LzwEncoder {
  #dictionary = new Map();
  #nextCode = firstCode;
  #limit;
  resets = 0;

  constructor(limit) {
    this.#limit = limit;
  }

  encode(text) {
    const codes = [];
    let prefix = '';
    for (const character of text) {
      const longer = prefix + character;
      if (longer.length === 1 || this.#dictionary.has(longer)) {
        prefix = longer;
        continue;
      }
      codes.push(this.#codeOf(prefix));
      if (this.#nextCode === this.#limit) {
        codes.push(clearCode);
        this.#dictionary.clear();
        this.#nextCode = firstCode;
        this.resets++;
      } else {
        this.#dictionary.set(longer, this.#nextCode++);
      }
      prefix = character;
    }
    if (prefix !== '') codes.push(this.#codeOf(prefix));
    return pack(codes);
  }

  get entries() {
    return this.#dictionary.size;
  }

  #codeOf(text) {
    return text.length === 1 ? text.charCodeAt(0) & 0xff : this.#dictionary.get(text);
  }
}

function pack(codes) {
  const bytes = Buffer.alloc(codes.length * 2);
  codes.forEach((code, index) => bytes.writeUInt16BE(code, index * 2));
  return bytes;
}
