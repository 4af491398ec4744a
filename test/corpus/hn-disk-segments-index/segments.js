const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');

/** Documents in append-only files of about one size; what is in memory is where each one lies. */
class SegmentStore {
  constructor({ segmentBytes, segments }) {
    this.options = { segmentBytes, most: segments };
    this.live = [];
    this.index = new Map();
    this.writing = Promise.resolve();
    this.sequence = 0;
  }

  get size() {
    return this.index.size;
  }

  get segments() {
    return this.live.length;
  }

  async open() {
    this.folder = await fs.mkdtemp(path.join(os.tmpdir(), 'documents-'));
    await this.roll();
  }

  put(key, document) {
    const done = this.writing.then(() => this.append(key, Buffer.from(JSON.stringify(document) + '\n')));
    this.writing = done.catch(() => {});
    return done;
  }

  async append(key, bytes) {
    let segment = this.live.at(-1);
    if (segment.length + bytes.length > this.options.segmentBytes) segment = await this.roll();
    await segment.file.write(bytes, 0, bytes.length, segment.length);
    this.index.set(key, { segment, offset: segment.length, length: bytes.length, sum: bytes.reduce((a, b) => (a * 31 + b) | 0, 7) });
    segment.keys.push(key);
    segment.length += bytes.length;
  }

  async get(key) {
    const place = this.index.get(key);
    if (!place) return null;
    const bytes = Buffer.allocUnsafe(place.length);
    await place.segment.file.read(bytes, 0, place.length, place.offset);
    return JSON.parse(bytes.toString('utf8'));
  }

  async roll() {
    const name = path.join(this.folder, String(this.sequence++).padStart(8, '0') + '.log');
    const segment = { name, file: await fs.open(name, 'w+'), length: 0, keys: [] };
    this.live.push(segment);
    if (this.live.length > this.options.most) await this.retire(this.live.shift());
    return segment;
  }

  async retire(segment) {
    for (const key of segment.keys) if (this.index.get(key)?.segment === segment) this.index.delete(key);
    await segment.file.close();
    await fs.rm(segment.name);
  }
}

module.exports = { SegmentStore };
