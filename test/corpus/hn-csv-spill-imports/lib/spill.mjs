import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'csv-imports-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let number = 0;

/** Rows that were rejected: in memory at first, in a file when there are many. */
export class Spill {
  #rows = [];
  #bytes = 0;
  #file = null;
  #path = null;
  #limit;
  count = 0;

  constructor(limit) {
    this.#limit = limit;
  }

  async add(row) {
    this.count++;
    const text = `${JSON.stringify(row)}\n`;
    this.#rows.push(text);
    this.#bytes += text.length;
    if (this.#bytes > this.#limit) await this.#write();
  }

  get onDisk() {
    return this.#file !== null;
  }

  sample(count) {
    return this.#rows.slice(0, count).map((text) => JSON.parse(text));
  }

  async close() {
    await this.#file?.close();
    if (this.#path !== null) await rm(this.#path, { force: true });
    this.#file = null;
    this.#rows = [];
  }

  async #write() {
    if (this.#file === null) {
      this.#path = join(folder, `rejected-${++number}.ndjson`);
      this.#file = await open(this.#path, 'w');
    }
    await this.#file.write(this.#rows.join(''));
    this.#rows = [];
    this.#bytes = 0;
  }
}
