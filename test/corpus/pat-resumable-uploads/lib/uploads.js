'use strict';

const { createHash, randomBytes } = require('node:crypto');

class UploadError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

class Upload {
  constructor(owner, name, size) {
    this.id = randomBytes(9).toString('base64url');
    this.owner = owner;
    this.name = name;
    this.size = size;
    this.offset = 0;
    this.data = Buffer.alloc(size);
    this.touchedAt = Date.now();
  }

  append(chunk) {
    if (this.offset + chunk.length > this.size) throw new UploadError(413, 'more bytes than announced');
    chunk.copy(this.data, this.offset);
    this.offset += chunk.length;
    this.touchedAt = Date.now();
  }

  get complete() {
    return this.offset === this.size;
  }
}

/** Uploads in parts, as the mobile app sends them: begun, appended to, finished or given up. */
class Uploads {
  #byId = new Map();
  #byFile = new Map();
  #idleMs;

  constructor({ idleMs }) {
    this.#idleMs = idleMs;
    setInterval(() => this.#sweep(), Math.ceil(idleMs / 4)).unref();
  }

  begin(owner, name, size) {
    if (!Number.isInteger(size) || size < 1 || size > 1 << 20) throw new UploadError(400, 'bad size');
    const upload = new Upload(owner, name, size);
    this.#byId.set(upload.id, upload);
    this.#byFile.set(`${owner}/${name}`, upload);
    return upload;
  }

  append(id, offset, chunk) {
    const upload = this.#byId.get(id);
    if (upload === undefined) throw new UploadError(404, 'no such upload');
    if (offset !== upload.offset) throw new UploadError(409, `expected offset ${upload.offset}`);
    upload.append(chunk);
    return upload;
  }

  finish(upload) {
    this.#forget(upload);
    return { name: upload.name, size: upload.size, etag: createHash('sha1').update(upload.data).digest('hex') };
  }

  resume(owner, name) {
    return this.#byFile.get(`${owner}/${name}`) ?? null;
  }

  get pending() {
    return this.#byFile.size;
  }

  #forget(upload) {
    this.#byId.delete(upload.id);
    this.#byFile.delete(`${upload.owner}/${upload.name}`);
  }

  #sweep() {
    const idleSince = Date.now() - this.#idleMs;
    for (const upload of this.#byFile.values()) {
      if (upload.touchedAt < idleSince) this.#forget(upload);
    }
  }
}

module.exports = { Uploads, UploadError };
