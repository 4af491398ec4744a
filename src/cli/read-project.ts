import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { PackageManager } from '../options/config-template.ts';
import { findRepositoryRoot } from '../repository-root.ts';

/** What a folder tells of the service in it, as far as `init` needs it. */
export interface Project {
  /** The way to where GitHub looks for workflows, as `../..`: to the repository's root; '' where the folder is it, or in no repository. */
  readonly toRoot: string;
  /** The folder below the root, as `packages/api`; null: it is the root. */
  readonly folder: string | null;
  /** By the nearest lock file; null: there is none. */
  readonly manager: PackageManager | null;
  /** `npm start` where package.json has that script, else its `main`; null: it has neither, or cannot be read. */
  readonly start: string | null;
}

const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
];

export function readProject(directory: string): Project {
  const root = findRepositoryRoot(directory);
  const own = realpathSync(directory);
  const below = relative(root, own);
  const manager = managerOf(own, root);
  return {
    toRoot: relative(own, root),
    folder: below === '' ? null : below.split(sep).join('/'),
    manager,
    start: startOf(own, manager ?? 'npm'),
  };
}

function managerOf(directory: string, root: string): PackageManager | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const found = LOCK_FILES.find(([file]) => existsSync(join(folder, file)));
    if (found !== undefined) return found[1];
    if (folder === root || dirname(folder) === folder) return null;
  }
}

function startOf(directory: string, manager: PackageManager): string | null {
  try {
    const { scripts, main } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
      scripts?: { start?: unknown };
      main?: unknown;
    };
    if (typeof scripts?.start === 'string') return `${manager} start`;
    return typeof main === 'string' && /^[\w./-]+$/.test(main) ? `node ${main}` : null;
  } catch {
    return null;
  }
}
