import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const services = resolve(dirname(fileURLToPath(import.meta.url)), '../services');

export interface Workspace {
  readonly directory: string;
  readonly dispose: () => void;
}

/** A checked-out repository: a copy of one of test/services in a folder of its own. */
export function copyService(name: 'shop' | 'boot'): Workspace {
  const directory = mkdtempSync(join(tmpdir(), `leakgate-${name}-`));
  cpSync(join(services, name), directory, { recursive: true });
  return { directory, dispose: () => rmSync(directory, { recursive: true, force: true }) };
}
