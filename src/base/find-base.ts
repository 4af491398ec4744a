import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { type GitOptions, git, gitWord } from './git.ts';

/** Where the change begins. */
export interface FoundBase {
  /** Root of the repository, absolute. */
  readonly root: string;
  /** The merge base. */
  readonly commit: string;
  /** Path of the working directory below the root; '' for the root itself. */
  readonly folder: string;
  /** Files renamed since: path in the base → path here, both below the root. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface BaseWanted {
  /** Absolute. */
  readonly workingDirectory: string;
  /** Branch, tag or commit; null: the pull request's base branch, else the default branch. */
  readonly ref: string | null;
  /** Of the runner: GITHUB_BASE_REF. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** So many commits further each time; then the rest of the history. */
const DEEPENINGS = [50, 500] as const;
const FETCH_TIMEOUT_MS = 120_000;
/** Where the fetched tip is kept while it is needed; removed again. */
const FETCHED = 'refs/leakgate/base';

/**
 * The merge base of what is checked out and the base branch, fetching the branch and deepening a shallow clone as needed. Neither
 * files, index nor branches of the repository change. Returns the reason, a clause, where there is no base.
 */
export async function findBase({ workingDirectory, ref, env, signal }: BaseWanted): Promise<FoundBase | string> {
  const top = await git(['rev-parse', '--show-toplevel'], { cwd: workingDirectory, signal });
  if (!top.ok) return `${workingDirectory} lies in no git repository (${top.complaint})`;
  const root = realpathSync(top.stdout.trim());
  const options = { cwd: root, signal };
  const head = await gitWord(['rev-parse', '--verify', '-q', 'HEAD'], options);
  if (head === null) return 'the repository has no commit yet';
  try {
    const commit = await baseOf(head, ref ?? (env['GITHUB_BASE_REF'] || null), options);
    if ('reason' in commit) return commit.reason;
    const folder = relative(root, realpathSync(workingDirectory));
    return { root, commit: commit.commit, folder, renamed: await renamesSince(commit.commit, options) };
  } finally {
    await git(['update-ref', '-d', FETCHED], { cwd: root });
  }
}

type Sought = { readonly commit: string } | { readonly reason: string };

async function baseOf(head: string, ref: string | null, options: GitOptions): Promise<Sought> {
  const name = ref ?? (await defaultBranch(options));
  if (name === null) return { reason: 'it is not known which branch to compare with; set base' };
  const tip = (await resolveRef(name, options)) ?? (await fetchRef(name, options));
  if (typeof tip !== 'string') return tip;
  const common = await mergeBase(head, tip, name, options);
  if ('reason' in common || common.commit !== head) return common;
  // Nothing was committed since: what is uncommitted is the change, or else the last commit.
  const status = await git(['status', '--porcelain', '--untracked-files=no'], options);
  if (status.stdout.trim() !== '') return common;
  return await parentOf(head, options);
}

/** The branch of the remote before a local one of the same name, which may be stale. */
async function resolveRef(name: string, options: GitOptions): Promise<string | null> {
  for (const candidate of [`refs/remotes/origin/${name}`, name]) {
    const commit = await gitWord(['rev-parse', '--verify', '-q', '--end-of-options', `${candidate}^{commit}`], options);
    if (commit !== null) return commit;
  }
  return null;
}

async function defaultBranch(options: GitOptions): Promise<string | null> {
  const head = await gitWord(['symbolic-ref', '-q', '--short', 'refs/remotes/origin/HEAD'], options);
  if (head !== null) return head.replace(/^origin\//, '');
  for (const name of ['main', 'master']) if ((await resolveRef(name, options)) !== null) return name;
  return null;
}

async function fetchRef(name: string, options: GitOptions): Promise<string | { readonly reason: string }> {
  const depth = (await isShallow(options)) ? ['--depth=1'] : [];
  const fetched = await fetch([...depth, 'origin', `+${name}:${FETCHED}`], options);
  const tip = fetched.ok ? await gitWord(['rev-parse', '--verify', '-q', `${FETCHED}^{commit}`], options) : null;
  const reason = `${name} is not known here and could not be fetched from origin (${fetched.complaint}); check its spelling, or check out with fetch-depth: 0`;
  return tip ?? { reason };
}

async function mergeBase(head: string, tip: string, name: string, options: GitOptions): Promise<Sought> {
  const common = async (): Promise<string | null> => await gitWord(['merge-base', head, tip], options);
  let commit = await common();
  for (const step of [...DEEPENINGS, null]) {
    if (commit !== null || !(await isShallow(options))) break;
    const how = step === null ? '--unshallow' : `--deepen=${step}`;
    // Both ends by their ids: what is deepened is the history of what is asked for.
    const deeper = await fetch([how, 'origin', head, tip], options);
    if (!deeper.ok && !(await fetch([how, 'origin'], options)).ok)
      return {
        reason: `the clone is shallow and could not be deepened (${deeper.complaint}); check out with fetch-depth: 0`,
      };
    commit = await common();
  }
  return commit === null ? { reason: `${name} and what is checked out have no commit in common` } : { commit };
}

async function parentOf(head: string, options: GitOptions): Promise<Sought> {
  const parent = async (): Promise<string | null> =>
    await gitWord(['rev-parse', '--verify', '-q', `${head}^1`], options);
  let commit = await parent();
  if (commit === null && (await isShallow(options))) {
    await fetch(['--deepen=1', 'origin', head], options);
    commit = await parent();
  }
  return commit === null ? { reason: 'what is checked out is the first commit' } : { commit };
}

async function isShallow(options: GitOptions): Promise<boolean> {
  return (await gitWord(['rev-parse', '--is-shallow-repository'], options)) === 'true';
}

async function fetch(args: readonly string[], options: GitOptions): Promise<{ ok: boolean; complaint: string }> {
  return await git(['fetch', '-q', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', ...args], {
    ...options,
    timeoutMs: FETCH_TIMEOUT_MS,
  });
}

/** Renamed files, path in the commit → path here, of the files as they lie there, committed or not; empty where git cannot tell. */
export async function renamesSince(commit: string, options: GitOptions): Promise<Map<string, string>> {
  const { ok, stdout } = await git(['diff', '--name-status', '-z', '-M', '--diff-filter=R', commit, '--'], options);
  const fields = ok ? stdout.split('\0') : [];
  const renamed = new Map<string, string>();
  // Three fields each: the status with its likeness, the path there and the path here.
  for (let i = 0; i + 2 < fields.length; i += 3) renamed.set(fields[i + 1]!, fields[i + 2]!);
  return renamed;
}
