'use strict';

class Encoder {
  #scratch = Buffer.allocUnsafeSlow(1024);
  #length = 0;
  #escaped = [];

  begin() {
    this.#length = 0;
    this.#escaped.length = 0;
  }

  row(cells) {
    for (let i = 0; i < cells.length; i++) {
      if (i > 0) this.#write(';');
      const text = String(cells[i]);
      if (/[";\n]/.test(text)) {
        this.#escaped.push(text);
        this.#write(`"${text.replaceAll('"', '""')}"`);
      } else this.#write(text);
    }
    this.#write('\r\n');
  }

  #write(text) {
    const most = text.length * 3;
    if (this.#length + most > this.#scratch.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#scratch.length * 2, this.#length + most));
      this.#scratch.copy(larger, 0, 0, this.#length);
      this.#scratch = larger;
    }
    this.#length += this.#scratch.write(text, this.#length);
  }

  finish() {
    return { bytes: Uint8Array.prototype.slice.call(this.#scratch, 0, this.#length), escaped: this.#escaped.length };
  }
}

class EncoderPool {
  #idle = [];
  made = 0;

  async use(work) {
    let encoder = this.#idle.pop();
    if (encoder === undefined) {
      encoder = new Encoder();
      this.made++;
    }
    try {
      return await work(encoder);
    } finally {
      this.#idle.push(encoder);
    }
  }
}

module.exports = { EncoderPool };
