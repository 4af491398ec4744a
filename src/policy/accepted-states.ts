import { type Finding, isLeak } from '../growth/finding.ts';
import type { AcceptedLeak, AcceptedLeakState } from './accepted-leak.ts';
import { isExpired } from './judge-leak.ts';

/** What a run made of each accepted leak. */
export function acceptedStates(
  accepted: readonly AcceptedLeak[],
  findings: readonly Finding[],
  today: string,
): AcceptedLeakState[] {
  const leaks = new Set(findings.filter(isLeak).map((finding) => finding.signature));
  return accepted.map((entry) => {
    if (!leaks.has(entry.signature)) return { ...entry, state: 'unmatched' };
    return { ...entry, state: isExpired(entry, today) ? 'expired' : 'active' };
  });
}
