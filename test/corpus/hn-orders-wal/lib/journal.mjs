import { mkdtempSync, rmSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'orders-wal-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A write-ahead journal: group commit, a file of up to `maxBytes`, the last `keep` files. */
export class Journal {
  #number = 0;
  #file = null;
  #written = 0;
  #files = [];
  #waiting = [];
  #committing = false;
  #maxBytes;
  #keep;
  commits = 0;

  constructor({ maxBytes, keep }) {
    this.#maxBytes = maxBytes;
    this.#keep = keep;
  }

  /** Resolves when the record is in the file. */
  append(record) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: `${JSON.stringify(record)}\n`, resolve, reject });
      if (!this.#committing) void this.#commit();
    });
  }

  get rotations() {
    return this.#number;
  }

  async #commit() {
    this.#committing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#file === null || this.#written > this.#maxBytes) await this.#rotate();
        const bytes = Buffer.from(group.map(({ line }) => line).join(''));
        await this.#file.write(bytes);
        this.#written += bytes.length;
        this.commits++;
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#committing = false;
  }

  async #rotate() {
    await this.#file?.close();
    const path = join(folder, `orders-${String(++this.#number).padStart(6, '0')}.log`);
    this.#file = await open(path, 'a');
    this.#written = 0;
    this.#files.push(path);
    if (this.#files.length > this.#keep) await unlink(this.#files.shift());
  }
}
