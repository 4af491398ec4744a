import { answerableFindings, changeOf, changesOf } from './answerable-findings.ts';
import { failingFindings } from './failing-findings.ts';
import type { LeakReport } from './leak-report.ts';

/**
 * What a reviewer should be told, a line each and without numbers, which differ from run to run: leaks that this change is
 * answerable for, leaks that it slowed or fixed, or that there is no verdict. Empty: nothing. Equal lists: nothing new.
 */
export function newsOf(report: LeakReport): string[] {
  const { conclusion } = report.verdict;
  const leaks = answerableFindings(report).map(
    (finding) => `${changeOf(report, finding)?.change ?? 'leak'} ${finding.signature}`,
  );
  const better = changesOf(report, 'slower', 'fixed').map(({ change, signature }) => `${change} ${signature}`);
  const nameless = conclusion === 'leak' && failingFindings(report).length === 0 ? ['leak'] : [];
  const undecided = conclusion === 'inconclusive' ? ['no verdict'] : [];
  return [...new Set([...undecided, ...nameless, ...leaks, ...better])].sort();
}
