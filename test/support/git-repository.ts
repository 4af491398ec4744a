import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository that a test makes, with its own place for clones beside it. */
export interface TestRepository {
  readonly directory: string;
  git(...args: string[]): string;
  /** Writes files (null removes one) and commits them; returns the commit. */
  commit(message: string, files?: Readonly<Record<string, string | null>>): string;
  /** Copies a folder's files in, not yet committed. */
  add(folder: string): void;
  /** A clone over the file protocol, as a runner makes it; `depth` for a shallow one. */
  clone(name: string, options?: { readonly depth?: number; readonly branch?: string }): TestRepository;
  dispose(): void;
}

const WHO = { name: 'Test', email: 'test@example.invalid', date: '2026-01-01T00:00:00Z' };

/** An empty repository on the branch main, in a folder of its own below a temporary one. */
export function makeRepository(): TestRepository {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'leakgate-git-')));
  const directory = join(place, 'repository');
  mkdirSync(directory);
  const repository = open(directory, place);
  repository.git('init', '-q', '-b', 'main');
  return repository;
}

function open(directory: string, place: string): TestRepository {
  const run = (...args: string[]): string => {
    const identity = ['-c', `user.name=${WHO.name}`, '-c', `user.email=${WHO.email}`, '-c', 'commit.gpgsign=false'];
    const env = {
      ...process.env,
      GIT_AUTHOR_DATE: WHO.date,
      GIT_COMMITTER_DATE: WHO.date,
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
    return execFileSync('git', [...identity, ...args], { cwd: directory, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  };
  return {
    directory,
    git: run,
    commit: (message, files = {}) => {
      for (const [name, text] of Object.entries(files)) {
        if (text === null) rmSync(join(directory, name));
        else {
          mkdirSync(dirname(join(directory, name)), { recursive: true });
          writeFileSync(join(directory, name), text);
        }
      }
      run('add', '-A');
      run('commit', '-q', '--allow-empty', '-m', message);
      return run('rev-parse', 'HEAD');
    },
    add: (folder) => cpSync(folder, directory, { recursive: true }),
    clone: (name, { depth, branch } = {}) => {
      const target = join(place, name);
      const flags = [
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
        ...(branch === undefined ? [] : ['-b', branch]),
      ];
      execFileSync('git', ['clone', '-q', ...flags, `file://${directory}`, target], { stdio: 'pipe' });
      return open(target, place);
    },
    dispose: () => rmSync(place, { recursive: true, force: true }),
  };
}

/** Every file below a folder with its mode and contents, but for `.git` and what `ignored` names: equal digests, equal bytes. */
export function digestOf(directory: string, ignored: readonly string[] = []): string {
  const hash = createHash('sha256');
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(
      ({ path }) => !/(^|\/)\.git(\/|$)/.test(path) && !ignored.some((name) => path.startsWith(join(directory, name))),
    )
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { entry, path } of entries) {
    hash.update(`${path} ${statSync(path).mode} ${entry.isSymbolicLink() ? readlinkSync(path) : ''}\n`);
    if (entry.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}
