import { type Finding, isLeak } from '../growth/finding.ts';
import { likenessOf } from '../growth/signature.ts';
import type { Conclusion } from './verdict.ts';

/** What became of a leak that an earlier report told. */
export type FixState = 'fixed' | 'leaking' | 'undecided';

export interface FixResult {
  readonly signature: string;
  /** The finding of the earlier report. */
  readonly before: Finding;
  readonly state: FixState;
  /** The finding of the new run that matches; null: it did not grow. */
  readonly now: Finding | null;
  /** Why, a clause. */
  readonly because: string;
}

/** A run after the fix, as far as it decides. */
export interface RunAfterFix {
  readonly findings: readonly Finding[];
  readonly conclusion: Conclusion;
  /** Why there is no verdict; '' where there is one. */
  readonly doubt: string;
  /** The smallest leak that it would have seen: one object per so many requests; null: none was judged. */
  readonly oneObjectPerRequests: number | null;
  /** Successful requests by their name. */
  readonly sent: ReadonlyMap<string, number>;
}

export interface FixReport {
  readonly results: readonly FixResult[];
  /** Leaks that the earlier report did not have. */
  readonly others: readonly Finding[];
}

/**
 * For each leak of an earlier report, whether a run after the fix still shows it. Fixed needs a run that has a verdict, sent the
 * request of the leak, and would have seen growth as slow as it was; else it is undecided.
 */
export function verifyFix(before: readonly Finding[], run: RunAfterFix): FixReport {
  const leaks = before.filter(isLeak);
  const earlier = new Set(leaks.map(({ signature }) => signature));
  const results = leaks.map((finding) => resultOf(finding, run, earlier));
  const known = new Set(results.map(({ now }) => now));
  const others = run.findings.filter((finding) => isLeak(finding) && !known.has(finding));
  return { results, others };
}

function resultOf(before: Finding, run: RunAfterFix, earlier: ReadonlySet<string>): FixResult {
  const now = matchOf(before, run.findings, earlier);
  const result = { signature: before.signature, before, now };
  if (now !== null && isLeak(now)) return { ...result, state: 'leaking', because: now.because };
  const doubt = whyUndecided(before, now, run);
  if (doubt !== null) return { ...result, state: 'undecided', because: doubt };
  return { ...result, state: 'fixed', because: now === null ? 'it did not grow' : now.because };
}

function whyUndecided(before: Finding, now: Finding | null, run: RunAfterFix): string | null {
  if (now?.status === 'undecided') return now.because;
  if (run.conclusion === 'inconclusive') return run.doubt || 'the run has no verdict';
  if (before.request !== null && (run.sent.get(before.request) ?? 0) === 0) return `${before.request} was not sent`;
  const { oneObjectPerRequests } = run;
  if (oneObjectPerRequests === null) return 'no rounds were judged';
  // Each round opens its connections anew, and each of them would show it.
  if (before.status === 'per-connection') return null;
  const needed = before.objectsPerRequest > 0 ? 1 / before.objectsPerRequest : 1;
  if (needed > oneObjectPerRequests)
    return `it grew once in ${Math.round(needed)} requests, and this run would have seen one in ${oneObjectPerRequests}`;
  return null;
}

/** The same signature; else the only leak in a container that may be the same one, renamed or moved, and is no other of the earlier ones. */
function matchOf(before: Finding, findings: readonly Finding[], earlier: ReadonlySet<string>): Finding | null {
  const same = findings.filter(({ signature }) => signature === before.signature);
  if (same.length > 0) return same.find(isLeak) ?? same[0]!;
  const alike = findings.filter(
    ({ signature, ownerName, growthMode, content, request }) =>
      !earlier.has(signature) &&
      ((ownerName !== null &&
        ownerName === before.ownerName &&
        growthMode === before.growthMode &&
        content === before.content) ||
        (request === before.request && likenessOf(before.signature, signature) !== null)),
  );
  return alike.length === 1 ? alike[0]! : null;
}
