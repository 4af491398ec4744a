import type { MemoryReading, TimelineReading } from '../inspector/memory-reading.ts';
import type { Detail } from './detail.ts';
import { type Block, type Column, details, paragraph, type Table } from './document.ts';
import { plainName } from './escape.ts';
import { formatByteChange, formatBytes, formatCount, formatCounted, formatPercent, formatSeconds } from './format.ts';
import type { LeakReport } from './leak-report.ts';
import { namedRounds } from './rounds.ts';
import { changedCounts, runtimeFacts } from './runtime-facts.ts';
import { byteChart } from './series-chart.ts';

const SIZES = ['heap used', 'external', 'array buffers', 'RSS', 'file descriptors'] as const;

/** The second track: the service's memory after each snapshot and over the run, as table and chart. */
export function memoryDetails(report: LeakReport, detail: Detail): Block[] {
  const running = report.timeline.filter((reading) => !reading.settled);
  const blocks = [
    ...settledTable(report, detail),
    ...crossCheckLine(report),
    ...runtimeLines(report.timeline),
    ...timeline(running, detail),
  ];
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

/** The same growth by independent measures. */
function crossCheckLine({ crossChecks }: LeakReport): Block[] {
  if (crossChecks === null) return [];
  const { heap, arrayBuffers, rss } = crossChecks;
  const parts = [
    `heap and external memory ${formatByteChange(heap.bytes)}, findings explain ${formatBytes(heap.explainedBytes)}`,
    `array buffers ${formatByteChange(arrayBuffers.counted)} as Node counts them, ${formatByteChange(arrayBuffers.inSnapshots)} in the snapshots`,
    `RSS ${formatByteChange(rss.bytes)}, reserved heap and external memory ${formatByteChange(rss.heapBytes)}`,
  ];
  return [paragraph(`${parts.join('; ')}.`, 'Cross-checks')];
}

/** Handles that are mentioned by name; all are in report.json. */
const MOST_KINDS = 8;

/** One line each: what RSS is made of, what the collector and the loop did, which handles became more or fewer. */
function runtimeLines(readings: readonly TimelineReading[]): Block[] {
  const blocks: Block[] = [];
  const settled = readings.filter((reading) => reading.settled);
  const from = settled[0]?.rssParts ?? null;
  const to = settled.at(-1)?.rssParts ?? null;
  if (from !== null && to !== null && settled.length > 1) {
    const parts = [
      `anonymous memory ${formatByteChange(to.anonymous - from.anonymous)}`,
      `mapped files ${formatByteChange(to.file - from.file)}`,
      `shared ${formatByteChange(to.shared - from.shared)}`,
    ];
    blocks.push(paragraph(`${parts.join(', ')} from the first settle to the last.`, 'RSS'));
  }
  const facts = runtimeFacts(readings);
  if (facts !== null && facts.seconds > 0) {
    const { minorCollections, majorCollections, collectionMs, seconds, longestDelayMs } = facts;
    const collections = `${formatCounted(minorCollections, 'collection')} of the young and ${formatCount(majorCollections)} of the whole heap`;
    const share = `${formatCount(collectionMs)} ms, ${formatPercent(collectionMs / 1000 / seconds, 1)} of ${formatSeconds(seconds)}; leakgate's own are not counted`;
    blocks.push(
      paragraph(
        `${collections} (${share}). The event loop was at most ${formatCount(longestDelayMs)} ms late.`,
        'Collector',
      ),
    );
  }
  const changes = changedCounts(readings);
  if (changes.length > 0) {
    const shown = changes
      .slice(0, MOST_KINDS)
      .map(({ name, from: before, to: after }) => `${plainName(name)} ${formatCount(before)} → ${formatCount(after)}`);
    const rest = changes.length - shown.length;
    blocks.push(
      paragraph(`${shown.join(', ')}${rest === 0 ? '' : `, and ${formatCounted(rest, 'more kind')}`}.`, 'Handles'),
    );
  }
  return blocks;
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
