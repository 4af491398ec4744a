import { sum } from './sum.ts';

/** Settled bytes of the heaps beside those that are measured, at each snapshot. */
export interface WatchedSeries {
  readonly names: readonly string[];
  /** By snapshot, then in the order of names; null once it has ended. */
  readonly bytes: readonly (readonly (number | null)[])[];
}

/** Growth of such a heap in the loaded rounds. */
export interface WatchedGrowth {
  readonly name: string;
  readonly bytesPerRequest: number;
  readonly bytes: number;
  /** Bytes per request in each loaded round. */
  readonly rates: readonly number[];
}

interface Snapshot {
  /** Since the snapshot before. */
  readonly requests: number;
}

/**
 * What a loaded round must gain at least: more than the 9–14 KB that a clean heap gains a round in the median. That is no proof: a
 * heap that grows is only measured in full then. How alike the rounds are says little, for a total steps with every table that doubles (a Map gave 462,
 * 105 and 161 B a request at one entry each).
 */
const LEAST_BYTES_PER_ROUND = 24_000;
const LEAST_BYTES_PER_REQUEST = 16;
const FEWEST_ROUNDS = 3;

/** The heaps that grow with the requests, the fastest first. */
export function findWatchedGrowth(snapshots: readonly Snapshot[], { names, bytes }: WatchedSeries): WatchedGrowth[] {
  return names
    .map((name, i) =>
      judgeHeap(
        name,
        snapshots,
        bytes.map((row) => row[i] ?? null),
      ),
    )
    .filter((growth) => growth !== null)
    .toSorted((a, b) => b.bytesPerRequest - a.bytesPerRequest);
}

/** Bytes per request that would have been told, with rounds of these sizes. */
export function leastWatchedGrowth(snapshots: readonly Snapshot[]): number {
  const sizes = snapshots.filter(({ requests }) => requests > 0).map(({ requests }) => requests);
  return Math.max(LEAST_BYTES_PER_REQUEST, ...sizes.map((requests) => LEAST_BYTES_PER_ROUND / requests));
}

function judgeHeap(
  name: string,
  snapshots: readonly Snapshot[],
  values: readonly (number | null)[],
): WatchedGrowth | null {
  const known = values.flatMap((value) => value ?? []);
  if (known.length < snapshots.length) return null;
  const gains = snapshots
    .map(({ requests }, i) => ({ requests, bytes: i === 0 ? 0 : known[i]! - known[i - 1]! }))
    .slice(1);
  const rounds = gains.filter(({ requests }) => requests > 0);
  if (rounds.length < FEWEST_ROUNDS) return null;
  const isEnough = (round: { bytes: number; requests: number }): boolean =>
    round.bytes >= Math.max(LEAST_BYTES_PER_ROUND, LEAST_BYTES_PER_REQUEST * round.requests);
  const grown = rounds.filter(isEnough);
  // In one of them V8 may give back code that was not run for long, 200 to 1,020 KB at once; what only adds too little in the last has stopped.
  const last = rounds.at(-1)!;
  if (grown.length < rounds.length - 1 || (!isEnough(last) && last.bytes >= 0)) return null;
  const gained = sum(grown.map((round) => round.bytes));
  // What was given back while no requests came was late, not lost.
  const quiet = sum(gains.filter(({ requests }) => requests === 0).map((gain) => gain.bytes));
  if (-quiet > 0.5 * gained) return null;
  return {
    name,
    bytesPerRequest: gained / sum(grown.map(({ requests }) => requests)),
    bytes: gained,
    rates: rounds.map((round) => round.bytes / round.requests),
  };
}
