import { type Finding, isLeak } from '../growth/finding.ts';
import type { AcceptedLeak, AcceptedLeakState } from './accepted-leak.ts';
import { exceeds, isExpired } from './judge-leak.ts';

/** What a run made of each accepted leak. */
export function acceptedStates(
  accepted: readonly AcceptedLeak[],
  findings: readonly Finding[],
  today: string,
): AcceptedLeakState[] {
  const leaks = findings.filter(isLeak);
  return accepted.map((entry) => {
    const own = leaks.filter(({ signature }) => signature === entry.signature);
    if (own.length === 0) return { ...entry, state: 'unmatched' };
    if (own.some((finding) => exceeds(finding, entry))) return { ...entry, state: 'exceeded' };
    return { ...entry, state: isExpired(entry, today) ? 'expired' : 'active' };
  });
}
