import type { Finding } from '../growth/finding.ts';
import type { Detail } from './detail.ts';
import { type Block, details, listing, paragraph, type Table } from './document.ts';
import { plainName, plainSentence, quoteName } from './escape.ts';
import { failingFindings, quietFindings } from './failing-findings.ts';
import {
  formatByteChange,
  formatByteRange,
  formatCount,
  formatCountChange,
  formatCounted,
  formatPercent,
  formatRate,
  formatSeconds,
} from './format.ts';
import { growthText, hasBytes, requestText, sentenceOf, subjectText, unitsOf } from './growth-text.ts';
import type { LeakReport, ReportRound } from './leak-report.ts';
import { loadedRounds, steadinessOf } from './rounds.ts';
import { findingSentence } from './title.ts';

/** `997 · 1,499 requests, 0 failed · idle round 2.1 s · 10 connections · Node 24.21.0 · 31 s`. */
export function roundsLine(report: LeakReport): Block[] {
  const loaded = loadedRounds(report.rounds);
  if (loaded.length === 0) return [];
  const failed = loaded.reduce((total, round) => total + round.failed, 0);
  const idle = report.rounds.filter((round) => round.kind === 'idle');
  const parts = [
    `${loaded.map((round) => formatCount(round.requests)).join(' · ')} requests, ${formatCount(failed)} failed`,
    ...idle.map((round) => `idle round ${formatSeconds(round.durationMs / 1000)}`),
    formatCounted(report.load.connections, 'connection'),
    ...(report.load.rate === null ? [] : [`at most ${formatCount(report.load.rate)} requests/s`]),
    `Node ${report.service.nodeVersion === null ? 'unknown' : plainName(report.service.nodeVersion.replace(/^v/u, ''), 40)}`,
    ...(report.durations['total'] === undefined ? [] : [formatSeconds(report.durations['total'])]),
  ];
  return [paragraph(parts.join(' · '), 'Rounds')];
}

/** The findings beyond those shown in full, a line each. */
export function furtherFindings(report: LeakReport, detail: Detail): Block[] {
  const further = failingFindings(report).slice(detail.findingsInFull);
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

function quietLine(finding: Finding, report: LeakReport): string {
  const because = sentenceOf(finding.because, 400);
  if (finding.status === 'leak') {
    return `${subjectText(finding)}, ${growthText(finding)} per ${requestText(finding.request)}, below the limit. ${because}`;
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

/** How much of the heap's growth the findings explain, and what else moved between the baseline and the last round. */
export function explainedLine(report: LeakReport): Block[] {
  const failing = failingFindings(report).length;
  if (failing === 0) return [];
  const subject = failing === 1 ? 'The finding covers' : `The ${formatCount(failing)} findings cover`;
  const share =
    report.explainedShare === null
      ? 'The heap as a whole did not grow.'
      : `${subject} ${formatPercent(Math.min(1, report.explainedShare))} of the heap's growth.`;
  const changes = memoryChanges(report);
  return [paragraph(changes === null ? share : `${share} ${changes}.`, 'Explained')];
}

function memoryChanges(report: LeakReport): string | null {
  const ends = endsOf(report.rounds);
  if (ends === null) return null;
  const { first, last } = ends;
  const parts = [
    `RSS ${formatByteChange(last.rss - first.rss)}`,
    `external ${formatByteChange(last.external - first.external)}`,
    `file descriptors ${descriptorChange(first, last)}`,
  ];
  return parts.join(', ');
}

/** `Heap 18.4 → 18.5 MiB, RSS 71.0 → 72.0 MiB, external ±0, file descriptors ±0 · 24 s`. */
export function memoryLine(report: LeakReport): Block[] {
  const ends = endsOf(report.rounds);
  if (ends === null) return [];
  const { first, last } = ends;
  const parts = [
    `heap ${formatByteRange(first.heapUsed, last.heapUsed)}`,
    `RSS ${formatByteRange(first.rss, last.rss)}`,
    `external ${formatByteChange(last.external - first.external)}`,
    `file descriptors ${descriptorChange(first, last)}`,
  ];
  return [paragraph(parts.join(', '), 'Memory')];
}

function descriptorChange(first: ReportRound, last: ReportRound): string {
  const known = first.openFileDescriptors !== null && last.openFileDescriptors !== null;
  return formatCountChange(known ? last.openFileDescriptors - first.openFileDescriptors : null);
}

function endsOf(rounds: readonly ReportRound[]): { first: ReportRound; last: ReportRound } | null {
  const first = rounds[0];
  const last = rounds.at(-1);
  return first === undefined || last === undefined || first === last ? null : { first, last };
}

/** The smallest leak that would have been seen: what a green check is worth. */
export function sensitivityLine(report: LeakReport): Block[] {
  const per = report.sensitivity.oneObjectPerRequests;
  if (per === null) return [paragraph('unknown, because nothing could be judged.', 'Would have been seen')];
  const over = `among ${formatCounted(report.sensitivity.requests, 'request')}`;
  return [
    paragraph(
      `≥ 1 object per ${formatCounted(per, 'request')}, with 99 % probability, ${over}.`,
      'Would have been seen',
    ),
  ];
}

/** What was given up, dropped or not known. */
export function notesSection(report: LeakReport, detail: Detail): Block[] {
  if (report.notes.length === 0) return [];
  const shown = report.notes.slice(0, detail.notes).map((note) => sentenceOf(note));
  return [{ kind: 'list', label: 'Notes', items: withRest(shown, report.notes.length - shown.length, 'note') }];
}

/** The load that was really completed, per kind of request. */
export function loadDetails(report: LeakReport, detail: Detail): Block[] {
  const { load } = report;
  if (load.perRequest.length === 0 || detail.requestRows === 0) return [];
  const shown = load.perRequest.slice(0, detail.requestRows);
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'request', align: 'left' },
      { title: 'succeeded', align: 'right' },
      { title: 'failed', align: 'right' },
    ],
    rows: shown.map((row) => [quoteName(row.name), formatCount(row.succeeded), formatCount(row.failed)]),
  };
  const speed = load.requestsPerSecond === null ? 'unknown' : formatCount(load.requestsPerSecond);
  const facts = `${formatCounted(load.requests, 'request')} succeeded and ${formatCount(load.failed)} failed over ${formatCounted(load.connections, 'connection')}, ${speed} per second, after a warm-up of ${formatCount(load.warmUpRequests)}.`;
  const rest = load.perRequest.length - shown.length;
  const more =
    rest === 0
      ? []
      : [paragraph(`And ${formatCounted(rest, 'more kind of request', 'more kinds of request')} in report.json.`)];
  return [details('Load completed', [paragraph(facts), table, ...more])];
}

/** Last lines that the service printed, with the first failure, for a reader who must find out why it failed. */
export function failureSection(report: LeakReport, detail: Detail): Block[] {
  if (report.verdict.conclusion !== 'inconclusive') return [];
  const first = report.load.firstFailure;
  const failure =
    first === null
      ? []
      : [
          paragraph(
            `${quoteName(first.request)} → ${plainSentence(first.reason, 300)}, after ${formatCounted(first.after, 'successful request')}.`,
            'First failure',
          ),
        ];
  const lines = report.service.outputTail.split(/\r\n|\n|\r/u).filter((line) => line.trim() !== '');
  if (lines.length === 0 || detail.outputLines === 0) return failure;
  const shown = lines.slice(-detail.outputLines).map((line) => plainLine(line));
  return [
    ...failure,
    details("Last lines of the service's output", [listing(shown)], { open: true, onTerminal: true }),
  ];
}

const MAX_OUTPUT_LINE = 300;

function plainLine(line: string): string {
  const characters = Array.from(line.slice(0, MAX_OUTPUT_LINE * 2));
  return characters.length > MAX_OUTPUT_LINE
    ? `${characters.slice(0, MAX_OUTPUT_LINE).join('')}…`
    : characters.join('');
}

/** Growth per class over all of the heap, largest first: what a reader compares with DevTools. */
export function classDetails(report: LeakReport, detail: Detail): Block[] {
  const shown = report.classGrowth.slice(0, detail.classRows);
  if (shown.length === 0) return [];
  const rest = report.classGrowth.length - shown.length;
  const more =
    rest === 0 ? [] : [paragraph(`And ${formatCounted(rest, 'more class', 'more classes')} in report.json.`)];
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'class', align: 'left' },
      { title: 'objects', align: 'right' },
      { title: 'shallow size', align: 'right' },
      { title: 'retained size', align: 'right' },
    ],
    rows: shown.map((row) => [
      quoteName(row.name),
      formatCountChange(row.objects),
      formatByteChange(row.shallowBytes),
      formatByteChange(row.retainedBytes),
    ]),
  };
  return [details('Growth per class', [table, ...more])];
}

/** What was dropped from a list is counted at its end, with the place where it can be read. */
function withRest(shown: readonly string[], rest: number, what: string): string[] {
  return rest <= 0 ? [...shown] : [...shown, `and ${formatCounted(rest, `more ${what}`)} in report.json`];
}
