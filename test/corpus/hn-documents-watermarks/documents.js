'use strict';
const { createWriteStream } = require('node:fs');
const { rename, unlink } = require('node:fs/promises');
const { createHash, randomBytes } = require('node:crypto');
const { Readable, Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const path = require('node:path');

class TooLarge extends Error {
  status = 413;
}

class DocumentStore {
  constructor(folder, { maxBytes, keep }) {
    Object.assign(this, { folder, maxBytes, keep });
    this.documents = new Map();
  }

  async seed(names) {
    for (const name of names) {
      const lines = Array.from({ length: 400 }, (_, line) => `${name}, section ${line + 1}: the parties agree that paragraph ${line * 7} applies.\n`);
      await this.save(name, Readable.from(lines));
    }
  }

  async save(name, source) {
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform: (chunk, encoding, done) => {
        bytes += chunk.length;
        if (bytes > this.maxBytes) return done(new TooLarge('the document is too large'));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const partial = path.join(this.folder, `${randomBytes(6).toString('hex')}.part`);
    try {
      await pipeline(source, measure, createWriteStream(partial));
    } catch (error) {
      await unlink(partial).catch(() => {});
      throw error;
    }
    const file = path.join(this.folder, `${encodeURIComponent(name)}.txt`);
    await rename(partial, file);
    const document = { name, file, bytes, sha256: hash.digest('hex'), savedAt: new Date().toISOString() };
    this.documents.delete(name);
    this.documents.set(name, document);
    if (this.documents.size > this.keep) await this.#dropOldest();
    return document;
  }

  async #dropOldest() {
    for (const { name, file } of this.documents.values()) {
      this.documents.delete(name);
      await unlink(file).catch(() => {});
      return;
    }
  }

  find(name) {
    return this.documents.get(name);
  }

  list() {
    return [...this.documents.values()].map(({ name, bytes, savedAt }) => ({ name, bytes, savedAt }));
  }
}

module.exports = { DocumentStore };
