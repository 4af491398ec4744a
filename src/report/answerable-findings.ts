import type { Change, LeakChange } from '../compare/comparison.ts';
import type { Finding } from '../growth/finding.ts';
import { failingFindings, findingsBelowLimit } from './failing-findings.ts';
import type { LeakReport } from './leak-report.ts';

type Compared = Pick<LeakReport, 'verdict' | 'findings' | 'checks' | 'comparison'>;

/** Whether this run was judged against its base, and not alone because there was none or none that could be used. */
export function isCompared({ comparison }: Pick<LeakReport, 'comparison'>): boolean {
  return comparison !== null && comparison.base.conclusion !== 'inconclusive';
}

/** What became of a finding since the base; null where this run was judged alone. */
export function changeOf(report: Compared, { signature }: Pick<Finding, 'signature'>): LeakChange | null {
  if (!isCompared(report)) return null;
  return report.comparison!.changes.find((change) => change.signature === signature) ?? null;
}

/** The failing findings that this change has to answer for: new or faster than in the base; all of them without one. */
export function answerableFindings(report: Compared): Finding[] {
  return failingFindings(report).filter((finding) => isAnswerable(report, finding));
}

/** All failing findings, those first that this change has to answer for. */
export function failingInOrder(report: Compared): Finding[] {
  return [...new Set([...answerableFindings(report), ...failingFindings(report)])];
}

/** Leaks that do not fail the run and that this change has to answer for. */
export function answerableQuiet(report: Compared): Finding[] {
  return findingsBelowLimit(report).filter((finding) => isAnswerable(report, finding));
}

function isAnswerable(report: Compared, finding: Finding): boolean {
  if (!isCompared(report)) return true;
  const change = changeOf(report, finding)?.change;
  // A finding that the comparison does not name has not been shown to be old.
  return change === undefined || change === 'new' || change === 'faster';
}

/** Leaks of one kind of change; empty where this run was judged alone. */
export function changesOf(report: Pick<LeakReport, 'comparison'>, ...kinds: readonly Change[]): LeakChange[] {
  return isCompared(report) ? report.comparison!.changes.filter(({ change }) => kinds.includes(change)) : [];
}
