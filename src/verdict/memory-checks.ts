import type { HeapRates } from '../compare/compare-heaps.ts';
import type { RssDrift, RssJudgement } from '../growth/rss-growth.ts';
import type { UnexplainedGrowth } from '../growth/unexplained-growth.ts';
import type { WatchedGrowth } from '../growth/watched-growth.ts';
import type { Check } from './verdict.ts';

/** What the run's totals say beside its findings. */
export interface MemoryFacts {
  readonly unexplained: UnexplainedGrowth | null;
  /** Where the base's heap grows as fast, so that this change did not bring what is unexplained. */
  readonly asInBase: HeapRates | null;
  /** Resident memory in the blocks without snapshots; null: none were judged. */
  readonly rss: RssJudgement | null;
  readonly drift: RssDrift | null;
  /** Heaps that were watched beside the measured ones and grew. */
  readonly watched: readonly WatchedGrowth[];
  /** ArrayBuffers as Node counts them and as the snapshots hold them, gained over the run; null: unknown. */
  readonly arrayBuffers: { readonly counted: number; readonly inSnapshots: number } | null;
}

export const RSS_METRIC = 'rss-bytes-per-request';
export const UNEXPLAINED_METRIC = 'unexplained-bytes-per-request';
export const WATCHED_METRIC = 'watched-heap-bytes-per-request';

/** Less than this is what pools and late finalisers make. */
const LEAST_BUFFER_BYTES = 1e6;

/** The totals against their limits: unexplained growth that the base has not forbids a verdict, RSS fails where a limit is set and else warns. */
export function memoryChecks(memory: MemoryFacts, rssLimit: number | null): Check[] {
  return [
    unexplainedCheck(memory.unexplained, memory.asInBase),
    ...(rssLimit === null ? driftChecks(memory.drift) : [rssCheck(memory.rss, rssLimit)]),
    ...bufferChecks(memory.arrayBuffers),
    ...memory.watched.map(watchedCheck),
  ];
}

function unexplainedCheck(growth: UnexplainedGrowth | null, asInBase: HeapRates | null): Check {
  return {
    metric: UNEXPLAINED_METRIC,
    subject: 'run',
    operator: '<=',
    limit: 0,
    actual: growth?.bytesPerRequest ?? 0,
    values: growth?.rates ?? [],
    level: asInBase === null ? 'inconclusive' : 'warn',
    passed: growth === null,
    message:
      growth === null ? 'No total grew beside the findings.' : unexplainedSentence(growth) + knownSentence(asInBase),
  };
}

function unexplainedSentence({ among, standing, bytesPerRequest, bytes, rates }: UnexplainedGrowth): string {
  const what = among === 'objects' ? 'What the program holds' : 'The heap, by code and book-keeping of V8,';
  const rounds = `in each of ${rates.length} rounds (${rates.map((rate) => formatBytes(rate)).join(', ')} per request)`;
  const not = standing === 'open' ? ', which no larger round could confirm' : '';
  return `${what} grew by ${formatBytes(bytesPerRequest)} per request, ${formatBytes(bytes)} in all, ${rounds}${not}, and no finding explains it.`;
}

function knownSentence(asInBase: HeapRates | null): string {
  if (asInBase === null) return '';
  const { base, head } = asInBase;
  return ` It only warns: the base's heap grows as fast, ${formatBytes(base)} per request in all, and ${formatBytes(head)} here.`;
}

function rssCheck(rss: RssJudgement | null, limit: number): Check {
  const common = {
    metric: RSS_METRIC,
    subject: 'run',
    operator: '<=' as const,
    limit,
    actual: rss?.median ?? null,
    values: rss?.rates ?? [],
  };
  if (rss === null)
    return {
      ...common,
      level: 'inconclusive',
      passed: false,
      message: 'RSS was not judged: there was no time left for rounds without snapshots.',
    };
  const between = `${formatBytes(rss.median)} per request in the median, between ${formatBytes(rss.low)} and ${formatBytes(rss.high)} with 99 % probability`;
  if (rss.standing === 'open')
    return {
      ...common,
      level: 'inconclusive',
      passed: false,
      message: `RSS moves too much to be held to ${formatBytes(limit)} per request: ${between}.`,
    };
  return {
    ...common,
    level: 'leak',
    passed: rss.standing === 'within',
    message: `RSS grows by ${between}, where max-rss-growth-per-request allows ${formatBytes(limit)}.`,
  };
}

function driftChecks(drift: RssDrift | null): Check[] {
  if (drift === null) return [];
  const { rounds, bytes, bytesPerRequest, heapBytes } = drift;
  return [
    {
      metric: RSS_METRIC,
      subject: 'run',
      operator: '<=',
      limit: 0,
      actual: bytesPerRequest,
      values: [],
      level: 'warn',
      passed: false,
      message: `RSS grew by ${formatBytes(bytes)} in all, in each of ${rounds} rounds, while heap and external memory grew by ${formatBytes(heapBytes)}; set max-rss-growth-per-request to judge it.`,
    },
  ];
}

function bufferChecks(buffers: MemoryFacts['arrayBuffers']): Check[] {
  if (buffers === null) return [];
  const { counted, inSnapshots } = buffers;
  // The other way round it is WebAssembly memory, which Node does not count.
  const apart = counted - inSnapshots;
  if (apart < LEAST_BUFFER_BYTES || apart < 0.2 * counted) return [];
  return [
    {
      metric: 'array-buffer-bytes-outside-snapshots',
      subject: 'run',
      operator: '<=',
      limit: LEAST_BUFFER_BYTES,
      actual: apart,
      values: [counted, inSnapshots],
      level: 'warn',
      passed: false,
      message: `ArrayBuffers grew by ${formatBytes(counted)} as Node counts them and by ${formatBytes(inSnapshots)} in the snapshots: the difference is held by native code and by no object.`,
    },
  ];
}

function watchedCheck({ name, bytesPerRequest, bytes, rates }: WatchedGrowth): Check {
  const rounds = `${rates.length} rounds (${rates.map((rate) => formatBytes(rate)).join(', ')} per request)`;
  return {
    metric: WATCHED_METRIC,
    subject: name,
    operator: '<=',
    limit: 0,
    actual: bytesPerRequest,
    values: rates,
    level: 'inconclusive',
    passed: false,
    message: `The heap of ${name}, which was only watched, grew by ${formatBytes(bytesPerRequest)} per request, ${formatBytes(bytes)} in all, in ${rounds}.`,
  };
}

function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 10_000) return `${bytes.toFixed(size < 10 ? 1 : 0)} B`;
  return size < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
