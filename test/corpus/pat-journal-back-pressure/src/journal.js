const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');

const MAX_BYTES = 48 * 1024;
const FILES = 3;

/** Appends lines one after the other, each when the one before it is on its way to the disk. */
class Journal {
  #folder;
  #stream = null;
  #bytes = 0;
  #files = 0;
  #tail = Promise.resolve();
  failed = 0;

  constructor(folder) {
    this.#folder = folder;
    fs.mkdirSync(folder, { recursive: true });
    this.#rotate();
  }

  append(entry) {
    const line = `${JSON.stringify(entry)}\n`;
    this.#tail = this.#tail.then(() => this.#write(line)).catch(() => { this.failed++; });
    return this.#tail;
  }

  async #write(line) {
    const room = this.#stream.write(line);
    this.#bytes += line.length;
    if (this.#bytes >= MAX_BYTES) this.#rotate();
    if (!room) await once(this.#stream, 'drain');
  }

  #rotate() {
    this.#stream?.end();
    const file = path.join(this.#folder, `orders-${this.#files++ % FILES}.jsonl`);
    this.#stream = fs.createWriteStream(file, { highWaterMark: 128 });
    this.#bytes = 0;
  }
}

module.exports = { Journal };
