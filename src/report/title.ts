import type { Finding } from '../growth/finding.ts';
import { plainSentence, quoteName } from './escape.ts';
import { failingFindings } from './failing-findings.ts';
import { formatCount, formatCounted } from './format.ts';
import { growthText, hasBytes, placeText, requestText, subjectText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { loadedRounds } from './rounds.ts';

/** What the title is made of, known before the report is finished. */
export type TitleParts = Pick<LeakReport, 'verdict' | 'checks' | 'findings' | 'rounds' | 'load' | 'sensitivity'>;

/**
 * The first line that anyone reads, equal in summary, annotation, terminal and JSON: verdict, place and size, in one
 * line without a full stop. Names stand between backticks.
 */
export function titleOf(parts: TitleParts): string {
  if (parts.verdict.conclusion === 'leak') return leakTitle(parts);
  return parts.verdict.conclusion === 'pass' ? passTitle(parts) : inconclusiveTitle(parts);
}

/** One finding as a sentence without a full stop: `` `sessions` in src/store.ts:41 grows by 1 entry (412 B) per `POST /login` ``. */
export function findingSentence(finding: Finding): string {
  const per = `per ${requestText(finding.request)}`;
  if (finding.growthMode === 'file-descriptor') {
    const opened = finding.place === null ? '' : `, opened in ${placeText(finding.place)}`;
    return `${growthText(finding)} ${per} stay open${opened}`;
  }
  // Handles and the like have no container that could be said to grow.
  if (finding.retainerPath.length === 0 && finding.place === null && !hasBytes(finding)) {
    return `${growthText(finding)} more ${per} (${plainSentence(finding.owner, 240)})`;
  }
  return `${subjectText(finding)} grows by ${growthText(finding)} ${per}`;
}

function leakTitle(parts: TitleParts): string {
  const [first, ...others] = failingFindings(parts);
  if (first === undefined) return `Leak: ${reasonOf(parts)}`;
  const more = others.length === 0 ? '' : `, and ${formatCount(others.length)} more`;
  return `Leak: ${findingSentence(first)}${more}`;
}

function passTitle(parts: TitleParts): string {
  const { requests, retainerPaths } = parts.sensitivity;
  const load = `with ${formatCounted(requests, 'request')}`;
  const leaks = parts.findings.filter((finding) => finding.status === 'leak').length;
  if (leaks > 0) {
    return `No leak over the limit: ${formatCounted(leaks, 'finding')} below it among ${formatCounted(retainerPaths, 'retainer path')} ${load}`;
  }
  if (parts.findings.length === 0) {
    return `No leak: 0 of ${formatCounted(retainerPaths, 'retainer path')} grew ${load}`;
  }
  return `No leak: 0 of ${formatCounted(retainerPaths, 'retainer path')} kept growing ${load}`;
}

function inconclusiveTitle(parts: TitleParts): string {
  return `No verdict: ${failedLoadText(parts) ?? reasonOf(parts)}`;
}

/** `` 212 of 1,499 requests failed in round 2 (`POST /orders` → 503)``, when failed requests are the first reason. */
function failedLoadText(parts: TitleParts): string | null {
  const reason = parts.checks.find((check) => check.level === 'inconclusive' && !check.passed);
  const number = /^round (\d+)$/u.exec(reason?.subject ?? '')?.[1];
  if (reason?.metric !== 'failed-requests' || number === undefined) return null;
  const round = loadedRounds(parts.rounds)[Number(number) - 1];
  if (round === undefined || round.failed === 0) return null;
  const first = parts.load.firstFailure;
  const example = first === null ? '' : ` (${quoteName(first.request)} → ${plainSentence(first.reason, 120)})`;
  return `${formatCount(round.failed)} of ${formatCounted(round.requests + round.failed, 'request')} failed in round ${number}${example}`;
}

function reasonOf(parts: TitleParts): string {
  const reason = parts.verdict.because[0];
  if (reason === undefined) return 'no reason was recorded';
  // Behind a colon the sentence goes on; a name that begins it keeps its capital.
  return plainSentence(reason, 300)
    .replace(/\.$/u, '')
    .replace(/^(?:The|A|An|In|No|Only|At|After)(?= )/u, (word) => word.toLowerCase());
}
