'use strict';
const { createHmac, createHash, randomBytes } = require('node:crypto');

const secret = randomBytes(32);

class MultipartSignature {
  constructor(upload, parts) {
    this.upload = upload;
    this.parts = parts;
    this.received = 0;
    this.bytes = 0;
    this.startedAt = Date.now();
    this.hmac = createHmac('sha256', secret).update(upload);
    this.md5 = createHash('md5');
  }

  add(part) {
    this.hmac.update(part);
    this.md5.update(part);
    this.received++;
    this.bytes += part.length;
    return this.received === this.parts;
  }

  finish() {
    return { upload: this.upload, bytes: this.bytes, signature: this.hmac.digest('base64url'), etag: this.md5.digest('hex') };
  }
}

module.exports = { MultipartSignature };
