import { type Finding, isLeak } from '../growth/finding.ts';
import type { AcceptedLeakState } from '../policy/accepted-leak.ts';
import { changeOf } from './answerable-findings.ts';
import { failingFindings } from './failing-findings.ts';
import type { LeakReport } from './leak-report.ts';

/** What a finding does to the run, and by what it does not fail. */
export type Standing =
  | 'fails'
  | 'accepted' // an entry of `accepted` covers it
  | 'expired' // the same, and its day has passed, of which the policy only warns
  | 'known' // the base has it too, at the same rate or a higher one
  | 'warns' // the policy only warns of it
  | 'below-limit'
  | 'off' // the policy has switched it off
  | 'quiet'; // no leak

type Judged = Pick<LeakReport, 'verdict' | 'findings' | 'checks' | 'comparison' | 'accepted'>;

/** How a finding stands in its report. */
export function standingOf(report: Judged, finding: Finding): Standing {
  if (failingFindings(report).includes(finding)) return 'fails';
  if (!isLeak(finding)) return 'quiet';
  const acceptance = acceptanceOf(report, finding);
  if (acceptance !== null) return acceptance.state === 'expired' ? 'expired' : 'accepted';
  const change = changeOf(report, finding)?.change;
  if (change === 'known' || change === 'slower') return 'known';
  const check = report.checks.find(({ subject }) => subject === finding.signature);
  if (check === undefined) return report.verdict.conclusion === 'inconclusive' ? 'quiet' : 'off';
  return check.passed ? 'below-limit' : 'warns';
}

/** The acceptance that a leak has; also one that has expired, where that only warns. */
export function acceptanceOf({ accepted }: Pick<LeakReport, 'accepted'>, finding: Finding): AcceptedLeakState | null {
  return (
    accepted.find(
      ({ signature, state }) => signature === finding.signature && (state === 'active' || state === 'expired'),
    ) ?? null
  );
}

/** `base 3f2c1ab`, `the base`. */
export function baseText({ base }: NonNullable<LeakReport['comparison']>): string {
  // A commit id in prose would become a link to whatever has it; between backticks it does not.
  return base.commit === null ? 'the base' : `base \`${base.commit.slice(0, 7)}\``;
}
