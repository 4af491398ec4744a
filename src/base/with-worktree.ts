import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from './git.ts';

const PREFIX = '.leakgate-base-';

/**
 * Checks a commit out into a folder beside the repository (in the system's folder for temporary files where nothing can be written
 * there), runs `body` and removes it again, whatever happens. Returns git's complaint where it could not be checked out.
 */
export async function withWorktree<T>(
  root: string,
  commit: string,
  body: (directory: string) => Promise<T>,
): Promise<T | { readonly complaint: string }> {
  const directory = await makeFolder(root);
  try {
    const added = await git(['worktree', 'add', '-q', '--detach', '--force', directory, commit], { cwd: root });
    return added.ok ? await body(directory) : { complaint: added.complaint };
  } finally {
    await git(['worktree', 'remove', '--force', '--force', directory], { cwd: root });
    // What a service left there that git would not remove.
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    await git(['worktree', 'prune'], { cwd: root });
  }
}

async function makeFolder(root: string): Promise<string> {
  const made = await mkdtemp(join(dirname(root), PREFIX)).catch(() => mkdtemp(join(tmpdir(), PREFIX)));
  return await realpath(made);
}
