import type { Detail } from './detail.ts';
import { type Block, details, listing, paragraph, type Table } from './document.ts';
import { plainSentence, quoteName } from './escape.ts';
import { formatCount, formatCounted } from './format.ts';
import type { LeakReport } from './leak-report.ts';

/** The load that was really completed, per kind of request. */
export function loadDetails(report: LeakReport, detail: Detail): Block[] {
  const { load } = report;
  const sent = load.requests + load.failed + load.warmUpRequests;
  if (load.perRequest.length === 0 || sent === 0 || detail.requestRows === 0) return [];
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
  return [...failure, details('Last lines of output', [listing(shown)], { open: true, onTerminal: true })];
}

const MAX_OUTPUT_LINE = 300;

function plainLine(line: string): string {
  const characters = Array.from(line.slice(0, MAX_OUTPUT_LINE * 2));
  return characters.length > MAX_OUTPUT_LINE
    ? `${characters.slice(0, MAX_OUTPUT_LINE).join('')}…`
    : characters.join('');
}
