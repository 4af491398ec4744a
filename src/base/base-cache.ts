import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ComparableRun } from '../compare/comparable-run.ts';
import type { GateOptions } from '../options/gate-options.ts';
import { leakgateVersion } from '../version.ts';
import { parseBaseline, writtenBaseline } from './baseline-file.ts';
import { gitWord } from './git.ts';

/** Older ones are of commits that nobody compares with any more. */
const KEPT = 20;

/** Runs of earlier bases, one file for each commit and way of measuring. */
export interface BaseCache {
  /** The run, or null; a file that cannot be understood counts as none. */
  read(): Promise<ComparableRun | null>;
  /** Keeps a run that came to a verdict. */
  write(run: ComparableRun): Promise<void>;
}

/** The cache lies in the repository's git folder: nothing of the checkout changes, and all its worktrees share it. */
export async function openBaseCache(
  root: string,
  commit: string,
  folder: string,
  options: GateOptions,
): Promise<BaseCache> {
  const common = await gitWord(['rev-parse', '--git-common-dir'], { cwd: root });
  const directory = resolve(root, common ?? '.git', 'leakgate');
  const path = join(directory, `${commit}-${scenarioDigest(options, folder)}.json`);
  return {
    read: async () => {
      try {
        const run = parseBaseline(await readFile(path, 'utf8'));
        return typeof run === 'string' || run.commit !== commit ? null : run;
      } catch {
        return null;
      }
    },
    write: async (run) => {
      if (run.conclusion === 'inconclusive') return;
      await mkdir(directory, { recursive: true });
      await writeFile(path, writtenBaseline(run));
      await removeOld(directory);
    },
  };
}

/** Everything that decides what a run of a commit measures: the load, the plan, and how the service is started. */
export function scenarioDigest(options: GateOptions, folder: string): string {
  const { source, services, scenario, connections, rate, depth, requests, rounds, warmUp, readyStatus } = options;
  const { settleTimeMs, workerThreads } = options;
  const path = new URL(options.readyUrl).pathname;
  const facts = [leakgateVersion, process.platform, process.arch, folder, source, scenario, connections, rate, depth];
  const text = JSON.stringify([
    ...facts,
    services,
    requests,
    rounds,
    warmUp,
    readyStatus,
    path,
    settleTimeMs,
    workerThreads,
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function removeOld(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(
    names.map(async (name) => ({
      path: join(directory, name),
      changedMs: (await stat(join(directory, name))).mtimeMs,
    })),
  );
  const old = files.toSorted((a, b) => b.changedMs - a.changedMs).slice(KEPT);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
