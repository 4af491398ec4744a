import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const fixtures = fileURLToPath(new URL('../services/start', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/leakgate-start', import.meta.url));

/**
 * Copies a folder of test/services/start to the cache and installs its own dependencies there, from the registry, once per
 * package.json. Returns the folder in which the service is to be started.
 */
export async function installFixture(name: string): Promise<string> {
  const installed = join(cache, name);
  await mkdir(installed, { recursive: true });
  await cp(join(fixtures, name), installed, { recursive: true });
  const manifest = await readFile(join(installed, 'package.json'), 'utf8').catch(() => '{}');
  if (!('dependencies' in (JSON.parse(manifest) as object))) return installed;
  const stamp = createHash('sha256').update(manifest).digest('hex');
  const stampFile = join(installed, 'node_modules', '.leakgate-stamp');
  if ((await readFile(stampFile, 'utf8').catch(() => null)) === stamp) return installed;
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--install-links'];
  await promisify(execFile)('npm', args, { cwd: installed, shell: process.platform === 'win32', timeout: 300_000 });
  await writeFile(stampFile, stamp);
  return installed;
}
