import type { RssReading } from '../capture/manifest.ts';

/** Where RSS stands against a limit per request. Rates are bytes per request. */
export interface RssJudgement {
  readonly standing: 'over' | 'within' | 'open';
  /** Median over the blocks, and the two rates between which it lies with 98.8 %. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Rate of each block. */
  readonly rates: readonly number[];
}

/** Blocks of one size that are judged together. */
export const BLOCKS = 11;
/** Rank of the interval's ends: of 11 blocks the second smallest and second largest, so that one step of the allocator decides nothing. */
const RANK = 1;

/**
 * Judges blocks of equal size by order statistics, which ask nothing of the noise: the median lies between the second
 * smallest and the second largest of 11 with 98.8 % (binomial). RSS steps by ±20 MB as the allocator takes and gives
 * back, so single differences, means and regressions mislead. null with fewer blocks.
 */
export function judgeRss(readings: readonly RssReading[], limit: number): RssJudgement | null {
  const rates = readings.flatMap((reading, i) => {
    const before = readings[i - 1];
    return before === undefined || reading.requests === 0 ? [] : [(reading.rss - before.rss) / reading.requests];
  });
  if (rates.length < BLOCKS) return null;
  const sorted = rates.toSorted((a, b) => a - b);
  const low = sorted[RANK]!;
  const high = sorted[sorted.length - 1 - RANK]!;
  return {
    standing: low > limit ? 'over' : high <= limit ? 'within' : 'open',
    median: sorted[sorted.length >> 1]!,
    low,
    high,
    rates,
  };
}

/** RSS between the snapshots, where no limit is set. */
export interface RssDrift {
  /** Loaded rounds in which it grew. */
  readonly rounds: number;
  readonly bytes: number;
  readonly bytesPerRequest: number;
  /** What heap and external memory grew by in the same rounds. */
  readonly heapBytes: number;
}

/** Less than this a snapshot alone adds (42 MB seen). */
const LEAST_DRIFT_BYTES = 48e6;
const LEAST_ROUND_BYTES = 2e6;
/** Of the rates of rounds that agree. */
const LARGEST_RATIO = 1.25;

/** RSS that grew in every loaded round, or in every one after the first and alike, and by far more than heap and external memory; else null. */
export function findRssDrift(
  rounds: readonly { readonly requests: number; readonly rss: number; readonly heap: number }[],
): RssDrift | null {
  const gains = rounds
    .slice(1)
    .map((row, i) => ({ ...row, rss: row.rss - rounds[i]!.rss, heap: row.heap - rounds[i]!.heap }));
  const loaded = gains.filter(({ requests }) => requests > 0);
  if (loaded.length < 3) return null;
  const [first, ...later] = loaded;
  const grown = first!.rss < LEAST_ROUND_BYTES && isAlike(later) ? later : loaded;
  if (grown.some(({ rss }) => rss < LEAST_ROUND_BYTES)) return null;
  const total = (of: 'rss' | 'heap' | 'requests'): number => grown.reduce((sum, row) => sum + row[of], 0);
  if (total('rss') - Math.max(0, total('heap')) < LEAST_DRIFT_BYTES) return null;
  return {
    rounds: grown.length,
    bytes: total('rss'),
    bytesPerRequest: total('rss') / total('requests'),
    heapBytes: total('heap'),
  };
}

/** What the first snapshots took is given back in the first round, and hides what it gained; the others then have to agree on a rate. */
function isAlike(rounds: readonly { readonly rss: number; readonly requests: number }[]): boolean {
  const rates = rounds.map(({ rss, requests }) => rss / requests);
  return Math.max(...rates) < LARGEST_RATIO * Math.min(...rates);
}
