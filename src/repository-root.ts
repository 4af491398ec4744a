import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder at or above `directory` that holds `.git`, else `directory` itself; without links, as scripts are named. */
export function findRepositoryRoot(directory: string): string {
  const start = existsSync(directory) ? realpathSync(directory) : directory;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
