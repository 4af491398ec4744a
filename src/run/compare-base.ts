import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BaseCache, openBaseCache } from '../base/base-cache.ts';
import { baselineOf } from '../base/baseline-file.ts';
import { type FoundBase, findBase } from '../base/find-base.ts';
import { withWorktree } from '../base/with-worktree.ts';
import type { Manifest } from '../capture/manifest.ts';
import { asWhole, type ComparableRun } from '../compare/comparable-run.ts';
import { type BaseOutcome, missingBase } from '../compare/compare-with-base.ts';
import { sharesOf } from '../load/scenario.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress } from '../progress.ts';
import { type Measurers, measureAfter, measureBeside, type Pair } from './measure-beside.ts';
import { Turns } from './turns.ts';

export interface ComparedRun {
  readonly head: Manifest;
  /** null: none was asked for. */
  readonly base: BaseOutcome | null;
}

/**
 * Measures what is checked out, and what it is to be compared with. Whatever becomes of the base, the head is measured; only a
 * `baseline-report` that cannot be used is refused (BAD_OPTIONS), before anything starts.
 */
export async function measureWithBase(
  options: GateOptions,
  on: OnProgress,
  signal: AbortSignal,
  measure: Measurers,
): Promise<ComparedRun> {
  const alone = (): Promise<Manifest> => measure.head(options, new Turns());
  const baseline = await baselineOf(options.baselineReport, options.workingDirectory);
  if (baseline !== null || options.compare === 'none') return { head: await alone(), base: baseline };
  const wanted = { workingDirectory: options.workingDirectory, ref: options.base, env: process.env, signal };
  const found = await findBase(wanted);
  if (typeof found === 'string') return { head: await alone(), base: missingBase(found, 'measured') };
  on({ kind: 'note', text: `compared with base ${found.commit.slice(0, 7)}` });
  const cache = await openBaseCache(found.root, found.commit, found.folder, options);
  return await fromCache(options, signal, measure, found, cache);
}

async function fromCache(
  options: GateOptions,
  signal: AbortSignal,
  measure: Measurers,
  found: FoundBase,
  cache: BaseCache,
): Promise<ComparedRun> {
  const cached = await cache.read();
  if (cached === null)
    return await inWorktree(options, measure, found, cache, (there) => measureBeside(there, options, signal, measure));
  const head = await measure.head(options, new Turns());
  // Another Node lays its heap out otherwise; a head that was never reached is compared with nothing anyway.
  if (head.service === null || head.service.nodeVersion === cached.nodeVersion)
    return { head, base: { source: 'cached', run: cached, renamed: found.renamed, note: null } };
  const why = `the one that was kept of an earlier job ran on Node ${cached.nodeVersion}`;
  return await inWorktree(options, measure, found, cache, (there) => measureAfter(head, there, why, signal, measure));
}

async function inWorktree(
  options: GateOptions,
  measure: Measurers,
  { root, commit, folder, renamed }: FoundBase,
  cache: BaseCache,
  body: (there: GateOptions) => Promise<Pair>,
): Promise<ComparedRun> {
  const result = await withWorktree(root, commit, async (worktree) => {
    const directory = join(worktree, folder);
    if (!existsSync(directory)) return { complaint: `it has no folder ${folder}` };
    return await body({ ...options, workingDirectory: directory, keepSnapshots: false });
  });
  if ('complaint' in result) {
    const base = missingBase(`it could not be checked out: ${result.complaint}`, 'measured', commit);
    return { head: await measure.head(options, new Turns()), base };
  }
  const run = inFull({ ...result.base.run, commit }, result.base.manifest, options);
  await cache.write(run);
  const note = run.conclusion === 'inconclusive' ? whatItLacked(result.base.manifest, options) : result.note;
  return { head: result.head, base: { source: 'measured', run, renamed, note } };
}

/** In the measure of the whole scenario, where the base does not answer all of it. */
function inFull(run: ComparableRun, { leftOut = [] }: Manifest, { scenario }: GateOptions): ComparableRun {
  if (leftOut.length === 0) return run;
  const shares = sharesOf(scenario);
  const missing = leftOut.reduce((sum, { name }) => sum + shares.get(name)!, 0);
  return asWhole(run, 1 - missing, leftOut);
}

/** A fresh checkout into which nothing was installed lacks packages as a rule; else what its output says of an error. */
function whatItLacked({ endedEarly, outputTail }: Manifest, { source }: GateOptions): string | null {
  if (endedEarly?.during !== 'the boot' || source.kind !== 'start') return null;
  if (source.prepare.length === 0 && LACKS_A_PACKAGE.test(outputTail))
    return 'It was started in a fresh checkout, where nothing is installed: say in prepare what it needs, such as npm ci.';
  const error = outputTail.split(/\r?\n/).find((line) => /^(Uncaught )?\w*Error\b.*: /.test(line));
  return error === undefined ? null : `It said: ${error.trim()}`;
}

/** A module that is named, not given by its path, or a command that npm would have linked. */
const LACKS_A_PACKAGE = /Cannot find (module|package) '[^'./]|command not found|: not found$/m;
