import { createWriteStream, mkdtempSync, rmSync, unlink } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_BYTES = 4 * 1024;
const KEEP = 4;

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));

const nameOf = (number) => join(folder, `audit.${String(number).padStart(6, '0')}.log`);

export class AuditTrail {
  #number = 0;
  #written = 0;
  #out;

  constructor() {
    this.#open();
  }

  #open() {
    this.#out = createWriteStream(nameOf(this.#number), { flags: 'a' });
    this.#out.on('error', (error) => process.stderr.write(`audit: ${error.message}\n`));
    this.#written = 0;
  }

  #rotate() {
    this.#number++;
    this.#out.end();
    this.#open();
    if (this.#number >= KEEP) unlink(nameOf(this.#number - KEEP), () => {});
  }

  write(actor, action, details) {
    const line = `${new Date().toISOString()} ${actor} ${action} ${JSON.stringify(details)}\n`;
    if (this.#written + line.length > MAX_BYTES) this.#rotate();
    this.#written += line.length;
    this.#out.write(line);
  }

  get file() {
    return nameOf(this.#number);
  }
}
