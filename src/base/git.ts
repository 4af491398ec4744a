import { execFile } from 'node:child_process';

/** What one git command came to. */
export interface GitResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** What it calls fatal or an error, else the last line that it complained with, or ''. */
  readonly complaint: string;
}

export interface GitOptions {
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/**
 * Runs one git command; never throws. It asks nobody for passwords, runs none of the repository's hooks, takes no optional lock
 * (so that looking does not write the index) and is not led astray by the variables that git sets for hooks.
 */
export function git(args: readonly string[], { cwd, signal, timeoutMs = TIMEOUT_MS }: GitOptions): Promise<GitResult> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'])
    delete (env as NodeJS.ProcessEnv)[name];
  const options = {
    cwd,
    env,
    timeout: timeoutMs,
    maxBuffer: 64 * 2 ** 20,
    ...(signal === undefined ? {} : { signal }),
  };
  return new Promise((resolve) => {
    execFile('git', [...settings(), ...args], options, (error, stdout, stderr) => {
      const lines = stderr.trim().split(/\r?\n/);
      const fatal = lines.find((line) => /^(fatal|error): /.test(line));
      const complaint = fatal ?? lines.findLast((line) => line.trim() !== '') ?? '';
      resolve({ ok: error === null, stdout, complaint: complaint === '' ? (error?.message ?? '') : complaint });
    });
  });
}

/**
 * In a container job the checkout belongs to another user than the one who runs the step, and git refuses it although that is
 * the runner's own doing; elsewhere the refusal protects people on shared machines and stays.
 */
function settings(): string[] {
  const trusted = process.env['GITHUB_ACTIONS'] === 'true' ? ['-c', 'safe.directory=*'] : [];
  return ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', ...trusted];
}

/** One word of output, or null when the command failed or said nothing. */
export async function gitWord(args: readonly string[], options: GitOptions): Promise<string | null> {
  const { ok, stdout } = await git(args, options);
  return ok && stdout.trim() !== '' ? stdout.trim() : null;
}

/** The commit that is checked out, 40 hex digits; null where there is no repository, no commit or no git. */
export async function headCommit(directory: string): Promise<string | null> {
  return await gitWord(['rev-parse', '--verify', '-q', 'HEAD'], { cwd: directory });
}
