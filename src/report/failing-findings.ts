import type { Finding } from '../growth/finding.ts';
import type { Check } from '../verdict/verdict.ts';
import type { LeakReport } from './leak-report.ts';

type Judged = Pick<LeakReport, 'verdict' | 'findings' | 'checks'>;

/** The leaks that fail the run, most important first; a leak below its limit is not among them. */
export function failingFindings(report: Judged): Finding[] {
  return report.findings.filter((finding) => isFailing(finding, report));
}

/** Growth that was measured and does not fail the run. */
export function quietFindings(report: Judged): Finding[] {
  return report.findings.filter((finding) => !isFailing(finding, report));
}

/** A confirmed leak that did not fail its own limit. */
export function isBelowLimit(finding: Finding, report: Judged): boolean {
  return finding.status === 'leak' && !isFailing(finding, report);
}

/**
 * A leak answers for the verdict when one of its own limits or one of the run's was exceeded. A leak that no check names
 * counts as failing: a verdict must never stand without the finding that caused it.
 */
function isFailing(finding: Finding, report: Judged): boolean {
  if (report.verdict.conclusion !== 'leak' || finding.status !== 'leak') return false;
  const limits = report.checks.filter((check) => check.level === 'leak');
  const own = limits.filter((check) => check.subject === finding.signature);
  return own.length === 0 || own.some(failed) || limits.some((check) => failed(check) && isOnRun(check, report));
}

function failed(check: Check): boolean {
  return !check.passed;
}

function isOnRun(check: Check, report: Judged): boolean {
  return !report.findings.some((finding) => finding.signature === check.subject);
}
