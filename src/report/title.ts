import type { Change, LeakChange } from '../compare/comparison.ts';
import { LISTED } from '../errors.ts';
import { type Finding, isLeak } from '../growth/finding.ts';
import { changeOf, failingInOrder, isCompared } from './answerable-findings.ts';
import { plainSentence, quoteName } from './escape.ts';
import { formatCount, formatCounted } from './format.ts';
import { growthText, hasBytes, placeText, ratesOf, subjectText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { loadedRounds } from './rounds.ts';
import { baseText, type Standing, standingOf } from './standing.ts';

/** What the title is made of, known before the report is finished. */
export type TitleParts = Pick<
  LeakReport,
  'verdict' | 'checks' | 'findings' | 'rounds' | 'load' | 'sensitivity' | 'comparison' | 'accepted'
>;

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
  const per = `per ${ratesOf(finding).per}`;
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
  const [first, ...others] = failingInOrder(parts);
  if (first === undefined) return `Over the limit: ${reasonOf(parts)}`;
  const more = others.length === 0 ? '' : `, and ${formatCount(others.length)} more`;
  const change = changeOf(parts, first);
  const than = change?.change === 'faster' ? `, ${timesText(change)} ${baseText(parts.comparison!)}` : '';
  return `${leakName(change?.change)}: ${findingSentence(first)}${than}${more}`;
}

/** What a leak is called by what became of it since the base; undefined: it was not compared. */
export function leakName(change: Change | undefined): string {
  if (change === 'new') return 'New leak';
  if (change === 'faster') return 'Faster leak';
  return change === undefined ? 'Leak' : 'Known leak';
}

function passTitle(parts: TitleParts): string {
  const { requests, retainerPaths } = parts.sensitivity;
  const load = `with ${formatCounted(requests, 'request')}`;
  const paths = formatCounted(retainerPaths, 'retainer path');
  const leaks = parts.findings.filter(isLeak);
  const fixed = fixedText(parts);
  if (leaks.length > 0) {
    const standings = leaks.map((finding) => standingOf(parts, finding));
    if (standings.every((standing) => standing === 'below-limit')) {
      return `No leak over the limit: ${formatCounted(leaks.length, 'finding')} below it among ${paths} ${load}${fixed}`;
    }
    const what = standings.includes('known') ? 'No new leak' : 'No leak that fails';
    const alone = parts.comparison !== null && !isCompared(parts) ? ', not compared with its base' : '';
    return `${what}: ${standingsText(standings)} among ${paths} ${load}${fixed}${alone}`;
  }
  if (parts.findings.length === 0) {
    return `No leak: 0 of ${paths} grew ${load}${fixed}`;
  }
  return `No leak: 0 of ${paths} kept growing ${load}${fixed}`;
}

const STANDINGS: readonly (readonly [Standing, string])[] = [
  ['known', 'known'],
  ['accepted', 'accepted'],
  ['expired', 'accepted until a day that has passed'],
  ['warns', 'only warned of'],
  ['below-limit', 'below the limit'],
  ['off', 'switched off'],
];

/** `2 known, 1 accepted`. */
function standingsText(standings: readonly Standing[]): string {
  return STANDINGS.flatMap(([standing, text]) => {
    const count = standings.filter((each) => each === standing).length;
    return count === 0 ? [] : [`${formatCount(count)} ${text}`];
  }).join(', ');
}

/** `, 1 fixed since base 3f2c1ab`. */
function fixedText({ comparison }: TitleParts): string {
  const fixed = comparison?.changes.filter(({ change }) => change === 'fixed').length ?? 0;
  return fixed === 0 ? '' : `, ${formatCount(fixed)} fixed since ${baseText(comparison!)}`;
}

/** `2.0 times as fast as`. */
function timesText({ headRate, baseRate }: LeakChange): string {
  return `${(headRate / baseRate).toFixed(1)} times as fast as in`;
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
  return plainSentence(reason.split(LISTED)[0]!, 300)
    .replace(/[.:]$/u, '')
    .replace(/^(?:The|A|An|In|No|Only|At|After)(?= )/u, (word) => word.toLowerCase());
}
