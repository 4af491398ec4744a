import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
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

/** A port of the loopback interface that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
