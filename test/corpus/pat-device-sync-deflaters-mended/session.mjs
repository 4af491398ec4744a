import { createDeflateRaw, constants } from 'node:zlib';

/** What a device is sent is deflated as one stream, so that later messages refer to earlier ones. */
export class SyncSession {
  #deflate = createDeflateRaw({ windowBits: 9, memLevel: 1, level: 3 });
  #chunks = [];

  constructor(device) {
    this.device = device;
    this.messages = 0;
    this.idleSince = Date.now();
    this.#deflate.on('data', (chunk) => this.#chunks.push(chunk));
  }

  send(message) {
    this.messages++;
    this.idleSince = Date.now();
    return new Promise((resolve) => {
      this.#deflate.write(JSON.stringify(message));
      this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
        resolve(Buffer.concat(this.#chunks.splice(0)));
      });
    });
  }

  trim() {
    if (this.#chunks.length > 0 && Date.now() - this.idleSince > 5000) this.#chunks.length = 0;
  }

  close() {
    this.#deflate.close();
  }
}
