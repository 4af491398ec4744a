import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CaseFolder } from './corpus-case.ts';

/** Outside node_modules, so that a service's own files count as the repository's, as they do where it is developed. */
const cache = fileURLToPath(new URL('../../.cache/corpus', import.meta.url));

/**
 * Copies a case to the cache and installs its exact dependencies there, once per lockfile. Returns the folder in
 * which the service is to be started.
 */
export async function installCase({ folder, truth }: CaseFolder): Promise<string> {
  const installed = join(cache, basename(folder));
  await mkdir(installed, { recursive: true });
  await cp(folder, installed, { recursive: true, filter: (path) => !path.includes('node_modules', folder.length) });
  const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  if (Object.keys(dependencies).length === 0) return installed;
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(installed, 'node_modules', '.leakgate-stamp');
  if ((await readFile(stampFile, 'utf8').catch(() => null)) === stamp) return installed;
  const flags = [
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
    ...(truth.installScripts ? [] : ['--ignore-scripts']),
  ];
  // A lockfile that another npm wrote can lack optional packages of other platforms, which `npm ci` refuses.
  await npm(installed, ['ci', ...flags]).catch(() => npm(installed, ['install', ...flags]));
  await writeFile(stampFile, stamp);
  return installed;
}

function npm(folder: string, args: readonly string[]): Promise<unknown> {
  return promisify(execFile)('npm', args, { cwd: folder, shell: process.platform === 'win32', timeout: 300_000 });
}
