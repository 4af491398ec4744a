import { type Finding, isLeak } from '../growth/finding.ts';
import type { LeakReport } from './leak-report.ts';

/** Confirmed leaks, whether or not they fail the run. */
export function leaksOf({ findings }: Pick<LeakReport, 'findings'>): Finding[] {
  return findings.filter(isLeak);
}

type Judged = Pick<LeakReport, 'verdict' | 'findings' | 'checks'>;

/** The leaks that fail the run, most important first; a leak below its limit is not among them. */
export function failingFindings(report: Judged): Finding[] {
  return report.findings.filter(failsIn(report));
}

/** Growth that was measured and does not fail the run. */
export function quietFindings(report: Judged): Finding[] {
  const fails = failsIn(report);
  return report.findings.filter((finding) => !fails(finding));
}

/** Confirmed leaks that did not fail their own limit. */
export function findingsBelowLimit(report: Judged): Finding[] {
  return quietFindings(report).filter(isLeak);
}

/**
 * A finding fails when its own limit was exceeded; a leak that may fail also when the sum's was. A verdict must never stand
 * without the finding that caused it: where no failed check explains it, every leak that no check names does.
 */
function failsIn(report: Judged): (finding: Finding) => boolean {
  if (report.verdict.conclusion !== 'leak') return () => false;
  const limits = report.checks.filter((check) => check.level === 'leak');
  const exceeded = new Set(limits.filter((check) => !check.passed).map((check) => check.subject));
  const sumExceeded = limits.some((check) => check.metric === 'retained-bytes' && !check.passed);
  const limited = new Set(limits.map((check) => check.subject));
  const named = new Set(report.checks.map((check) => check.subject));
  return (finding) =>
    exceeded.has(finding.signature) ||
    (isLeak(finding) &&
      ((sumExceeded && limited.has(finding.signature)) || (exceeded.size === 0 && !named.has(finding.signature))));
}
