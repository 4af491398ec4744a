import type { ComparableRun } from './comparable-run.ts';
import { compareRuns } from './compare-runs.ts';
import type { ComparedBase, Comparison } from './comparison.ts';

/** The base as it was measured, kept or read, with how it came about. */
export interface BaseOutcome {
  readonly source: ComparedBase['source'];
  readonly run: ComparableRun;
  /** Files renamed since the base: path there → path here. */
  readonly renamed: ReadonlyMap<string, string>;
  /** How it was measured, as far as a reader must know it; null: nothing. */
  readonly note: string | null;
}

/** Why a base was measured no further: what its head did. */
export const HEAD_WITHOUT_VERDICT = 'this run came to no verdict';

/** A run against its base. A base without a verdict leaves the run to be judged alone, and the note says why. */
export function compareWithBase({ source, run, renamed, note }: BaseOutcome, head: ComparableRun): Comparison {
  const base: ComparedBase = { commit: run.commit, source, conclusion: run.conclusion };
  if (run.conclusion !== 'inconclusive')
    return { base, changes: compareRuns(run, head, renamed), note: withLeftOut(note, run) };
  if (run.reason?.startsWith(HEAD_WITHOUT_VERDICT) === true)
    return { base, changes: [], note: `The base was not judged, because ${HEAD_WITHOUT_VERDICT}.` };
  const why = (run.reason ?? 'its run came to no verdict').replace(/\.$/u, '');
  const alone = `The base could not be judged, so this run was judged alone: ${why}.`;
  return { base, changes: [], note: note === null ? alone : `${alone} ${note}` };
}

function withLeftOut(note: string | null, { leftOut = [] }: ComparableRun): string | null {
  if (leftOut.length === 0) return note;
  const [first, ...more] = leftOut;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const told = `The base does not answer ${first!.name}${others} as expected (${first!.because}), so that was not sent to it: what it grows is new.`;
  return note === null ? told : `${told} ${note}`;
}

/** A base of which nothing is known but why. */
export function missingBase(reason: string, source: ComparedBase['source'], commit: string | null = null): BaseOutcome {
  const run: ComparableRun = {
    commit,
    nodeVersion: null,
    conclusion: 'inconclusive',
    reason,
    oneObjectPerRequests: null,
    leaks: [],
    others: [],
  };
  return { source, run, renamed: new Map(), note: null };
}
