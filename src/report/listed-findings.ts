import { type Finding, isLeak } from '../growth/finding.ts';
import { failingInOrder } from './answerable-findings.ts';
import type { Detail } from './detail.ts';
import type { Block } from './document.ts';
import { quietFindings } from './failing-findings.ts';
import { formatByteChange, formatCount, formatCountChange, formatCounted, formatRate } from './format.ts';
import { growthText, hasBytes, ratesOf, sentenceOf, subjectText, unitsOf } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { steadinessOf } from './rounds.ts';
import { type Standing, standingOf } from './standing.ts';
import { findingSentence } from './title.ts';

/** The findings beyond those shown in full, a line each. */
export function furtherFindings(report: LeakReport, detail: Detail): Block[] {
  const further = failingInOrder(report).slice(detail.findingsInFull);
  if (further.length === 0) return [];
  const shown = further.slice(0, detail.findingsListed).map((finding) => `${findingSentence(finding)}.`);
  const items = withRest(shown, further.length - shown.length, 'smaller finding');
  return [{ kind: 'list', label: `${formatCount(further.length)} smaller, also failing`, items }];
}

/** Growth that does not fail the run, a line each. */
export function quietSection(report: LeakReport, detail: Detail): Block[] {
  const quiet = quietFindings(report);
  if (quiet.length === 0) return [];
  const shown = quiet.slice(0, detail.quietListed).map((finding) => quietLine(finding, report));
  return [
    { kind: 'list', label: 'Also grew, not failing', items: withRest(shown, quiet.length - shown.length, 'growth') },
  ];
}

const WHY: Readonly<Record<Standing, string>> = {
  fails: 'failing',
  accepted: 'accepted',
  expired: 'accepted until a day that has passed',
  known: 'known from the base',
  warns: 'only warned of',
  'below-limit': 'below the limit',
  off: 'switched off',
  quiet: 'not judged',
};

function quietLine(finding: Finding, report: LeakReport): string {
  const because = sentenceOf(finding.because, 400);
  if (isLeak(finding)) {
    const growth = `${subjectText(finding)}, ${growthText(finding)} per ${ratesOf(finding).per}`;
    return `${growth}, ${WHY[standingOf(report, finding)]}. ${because}`;
  }
  return `${subjectText(finding)}, ${totalText(finding)}${rateChange(finding, report)}. ${because}`;
}

function totalText(finding: Finding): string {
  const units = unitsOf(finding);
  const bytes = formatByteChange(finding.retainedBytes);
  if (units === null) return bytes;
  const count = `${formatCountChange(finding.objects)} ${units}`;
  return hasBytes(finding) ? `${count} (${bytes})` : count;
}

function rateChange(finding: Finding, report: LeakReport): string {
  const { firstRate, lastRate } = steadinessOf(finding, report.rounds, 'objects');
  if (firstRate === null || lastRate === null || unitsOf(finding) === null) return '';
  return `, ${formatRate(firstRate)} → ${formatRate(lastRate)} per request`;
}

/** What was given up, dropped or not known. */
export function notesSection(report: LeakReport, detail: Detail): Block[] {
  if (report.notes.length === 0) return [];
  const shown = report.notes.slice(0, detail.notes).map((note) => sentenceOf(note));
  return [{ kind: 'list', label: 'Notes', items: withRest(shown, report.notes.length - shown.length, 'note') }];
}

/** What was dropped from a list is counted at its end, with the place where it can be read. */
function withRest(shown: readonly string[], rest: number, what: string): string[] {
  return rest <= 0 ? [...shown] : [...shown, `and ${formatCounted(rest, `more ${what}`)} in report.json`];
}
