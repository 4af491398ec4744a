'use strict';
const { Pool } = require('undici');

/** Bodies of the partner, as bytes; those asked for longest ago go when the budget is spent. */
class BodyCache {
  #entries = new Map();
  #bytes = 0;

  constructor(origin, { maxBytes }) {
    this.pool = new Pool(origin, { connections: 8 });
    this.maxBytes = maxBytes;
  }

  get size() {
    return this.#entries.size;
  }

  async get(path) {
    const known = this.#entries.get(path);
    if (known) {
      this.#entries.delete(path);
      this.#entries.set(path, known);
      return known.body;
    }
    const { statusCode, headers, body } = await this.pool.request({ method: 'GET', path });
    const bytes = Buffer.from(await body.arrayBuffer());
    if (statusCode !== 200) throw new Error(`partner answered ${statusCode}`);
    this.#keep(path, { body: bytes, type: headers['content-type'], size: Number(headers['content-length']) });
    return bytes;
  }

  #keep(path, entry) {
    if (this.#entries.has(path)) return;
    this.#entries.set(path, entry);
    this.#bytes += entry.size;
    while (this.#bytes > this.maxBytes) {
      const [[oldest, { size }]] = this.#entries;
      this.#entries.delete(oldest);
      this.#bytes -= size;
    }
  }
}

module.exports = { BodyCache };
