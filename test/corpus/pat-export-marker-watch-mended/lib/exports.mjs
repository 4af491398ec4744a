import { watchFile, unwatchFile } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const folder = await mkdtemp(join(tmpdir(), 'exports-'));
process.on('exit', () => rm(folder, { recursive: true, force: true }));

/** Nightly exports put a `.done` file beside the data when they are complete. */
export const markerOf = (name) => join(folder, `${name}.done`);

for (const name of ['orders', 'customers', 'stock']) {
  await writeFile(join(folder, `${name}.csv`), `id;name\n1;${name}\n`);
  await writeFile(markerOf(name), new Date().toISOString());
}

async function exists(file) {
  try {
    return (await stat(file)).size > 0;
  } catch {
    return false;
  }
}

/** Waits until the export is complete, for some time: the file system of the warehouse has no events. */
export async function completed(name, waitMs) {
  const marker = markerOf(name);
  if (await exists(marker)) return true;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      unwatchFile(marker, changed);
      resolve(false);
    }, waitMs);
    const changed = (current) => {
      if (current.size === 0) return;
      clearTimeout(timer);
      unwatchFile(marker, changed);
      resolve(true);
    };
    watchFile(marker, { interval: 10_000, persistent: false }, changed);
  });
}
