import type { MemoryReading } from '../inspector/memory-reading.ts';
import type { Detail } from './detail.ts';
import { type Block, type Column, details, paragraph, type Table } from './document.ts';
import { formatBytes, formatCount, formatSeconds } from './format.ts';
import type { LeakReport } from './leak-report.ts';
import { namedRounds } from './rounds.ts';
import { byteChart } from './series-chart.ts';

const SIZES = ['heap used', 'external', 'array buffers', 'RSS', 'file descriptors'] as const;

/** The second track: the service's memory after each snapshot and over the run, as table and chart. */
export function memoryDetails(report: LeakReport, detail: Detail): Block[] {
  const blocks = [...settledTable(report, detail), ...timeline(report.timeline, detail)];
  return blocks.length === 0 ? [] : [details('Memory timeline', blocks)];
}

function settledTable(report: LeakReport, detail: Detail): Block[] {
  const baseline = report.rounds.find((round) => round.kind === 'baseline');
  const rows = [
    ...(baseline === undefined ? [] : [{ name: 'baseline', round: baseline }]),
    ...namedRounds(report.rounds, null),
  ].slice(0, detail.roundRows);
  if (rows.length === 0) return [];
  const table: Table = {
    kind: 'table',
    columns: [{ title: 'after', align: 'left' }, ...SIZES.map(rightColumn), { title: 'settled', align: 'left' }],
    rows: rows.map(({ name, round }) => [name, ...sizesOf(round), round.settled ? 'yes' : 'no']),
  };
  return [table];
}

function timeline(readings: readonly MemoryReading[], detail: Detail): Block[] {
  const shown = thinOut(readings, detail.timelineRows);
  if (shown.length < 2) return [];
  const labels = shown.map((reading) => (reading.atMs / 1000).toFixed(1));
  const chart = byteChart('Heap used (red) and RSS (blue) at so many seconds', labels, [
    shown.map((reading) => reading.heapUsed),
    shown.map((reading) => reading.rss),
  ]);
  const table: Table = {
    kind: 'table',
    columns: [{ title: 'at', align: 'right' }, ...SIZES.map(rightColumn)],
    rows: shown.map((reading) => [formatSeconds(reading.atMs / 1000), ...sizesOf(reading)]),
  };
  const left = readings.length - shown.length;
  const more =
    left === 0
      ? []
      : [
          paragraph(
            `${formatCount(shown.length)} of ${formatCount(readings.length)} readings; all are in report.json.`,
          ),
        ];
  return [chart, table, ...more];
}

/** Evenly spaced readings, the first and the last among them. */
function thinOut(readings: readonly MemoryReading[], rows: number): MemoryReading[] {
  if (readings.length <= rows) return [...readings];
  if (rows < 2) return [];
  return Array.from({ length: rows }, (_, row) => readings[Math.round((row * (readings.length - 1)) / (rows - 1))]!);
}

type Sizes = Pick<MemoryReading, 'heapUsed' | 'external' | 'arrayBuffers' | 'rss' | 'openFileDescriptors'>;

function sizesOf(sizes: Sizes): string[] {
  return [
    formatBytes(sizes.heapUsed),
    formatBytes(sizes.external),
    formatBytes(sizes.arrayBuffers),
    formatBytes(sizes.rss),
    formatCount(sizes.openFileDescriptors),
  ];
}

function rightColumn(title: string): Column {
  return { title, align: 'right' };
}
