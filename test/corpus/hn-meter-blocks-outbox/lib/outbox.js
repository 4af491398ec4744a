const { createHash } = require('node:crypto');
const { setImmediate: soon } = require('node:timers/promises');

class Outbox {
  #blocks = [];
  #uploaded = { blocks: 0, bytes: 0, lastDigest: null };

  constructor({ blocksPerUpload }) {
    this.blocksPerUpload = blocksPerUpload;
  }

  add(block) {
    this.#blocks.push(block);
    if (this.#blocks.length >= this.blocksPerUpload) void this.#upload(this.#blocks.splice(0));
  }

  async #upload(blocks) {
    const digest = createHash('sha1');
    for (const block of blocks) {
      await soon();
      const line = JSON.stringify(block);
      digest.update(line);
      this.#uploaded.bytes += line.length;
    }
    this.#uploaded.blocks += blocks.length;
    this.#uploaded.lastDigest = digest.digest('hex');
  }

  state() {
    return { waiting: this.#blocks.length, ...this.#uploaded };
  }
}

module.exports = { Outbox };
