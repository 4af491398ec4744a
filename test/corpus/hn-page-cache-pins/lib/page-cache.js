'use strict';
const { setTimeout: sleep } = require('node:timers/promises');

const PAGE_BYTES = 32 * 1024;

/** Pages of the archive. Pages that somebody reads are pinned; of the others the least recently used one goes. */
class PageCache {
  #pages = new Map();

  constructor({ maxPages }) {
    this.maxPages = maxPages;
    this.reads = 0;
  }

  async pin(number) {
    let page = this.#pages.get(number);
    if (page) {
      this.#pages.delete(number);
    } else {
      page = { number, pins: 0, loaded: this.#load(number), bytes: null };
    }
    page.pins++;
    this.#pages.set(number, page);
    page.bytes ??= await page.loaded;
    this.#evict();
    return page;
  }

  unpin(page) {
    page.pins--;
  }

  #evict() {
    if (this.#pages.size <= this.maxPages) return;
    for (const [number, page] of this.#pages) {
      if (page.pins > 0) continue;
      this.#pages.delete(number);
      if (this.#pages.size <= this.maxPages) return;
    }
  }

  async #load(number) {
    this.reads++;
    await sleep(15 + (number % 20));
    const bytes = Buffer.allocUnsafeSlow(PAGE_BYTES);
    for (let at = 0; at < PAGE_BYTES; at += 64) bytes.writeUInt32LE((Math.imul(number, 2654435761) + at) >>> 0, at);
    return bytes;
  }

  get stats() {
    let pinned = 0;
    for (const { pins } of this.#pages.values()) if (pins > 0) pinned++;
    return { pages: this.#pages.size, pinned, reads: this.reads };
  }
}

module.exports = { PageCache, PAGE_BYTES };
