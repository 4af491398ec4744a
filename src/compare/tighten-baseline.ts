import { signatureInFile } from '../growth/signature.ts';
import type { ComparableLeak, ComparableRun } from './comparable-run.ts';
import type { LeakChange } from './comparison.ts';

/** What a run made of a baseline. */
export interface TightenedBaseline {
  /** The baseline with everything that this run does better, and nothing that it does worse. */
  readonly run: ComparableRun;
  /** Leaks that are gone, and leaks that have become slower. */
  readonly fixed: number;
  readonly slower: number;
}

/**
 * A ratchet: leaks that are fixed leave the baseline, slower ones take their new rate, and all others keep the rate they came in
 * with, so that it cannot creep upwards within the error of one comparison after the other. Returns null where nothing is better.
 */
export function tightenBaseline(
  baseline: ComparableRun,
  head: ComparableRun,
  changes: readonly LeakChange[],
  renamed: ReadonlyMap<string, string>,
): TightenedBaseline | null {
  const now = new Map(head.leaks.map((leak) => [leak.signature, leak]));
  const changeOf = new Map(changes.map(({ signature, change }) => [signature, change]));
  let [fixed, slower] = [0, 0];
  const leaks = baseline.leaks.flatMap((old): ComparableLeak[] => {
    const signature = signatureInFile(old.signature, (file) => renamed.get(file) ?? file);
    const change = changeOf.get(signature);
    const here = now.get(signature);
    if (change === 'fixed') {
      fixed++;
      return [];
    }
    if (change === 'slower' && here !== undefined) {
      slower++;
      return [here];
    }
    return [{ ...old, signature }];
  });
  if (fixed + slower === 0) return null;
  const conclusion = leaks.length === 0 ? ('pass' as const) : baseline.conclusion;
  return { run: { ...baseline, commit: head.commit ?? baseline.commit, leaks, conclusion }, fixed, slower };
}
