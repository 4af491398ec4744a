import type { ClassGrowth } from './class-series.ts';
import { classOfKey, pathOfBytes, watchedIndex } from './gather-tracks.ts';
import type { Judgement } from './judge-track.ts';
import type { MovingPath } from './moving-paths.ts';
import { sum } from './sum.ts';
import type { RoundKind } from './track.ts';

/** Totals at one snapshot, and how much of them the judged paths hold. */
export interface HeapTotals {
  readonly kind: RoundKind;
  /** Since the snapshot before. */
  readonly requests: number;
  readonly heapUsed: number;
  /** Shallow sizes of what a program makes: without V8's own nodes and the memory of ArrayBuffers. */
  readonly programBytes: number;
  /** Retained by the paths that grow. */
  readonly explainedBytes: number;
}

/** Growth of a total that is alike in every loaded round, and that no finding explains. */
export interface UnexplainedGrowth {
  /** `objects`: among what a program makes; `heap`: only with V8's own (code, shapes, book-keeping). */
  readonly among: 'objects' | 'heap';
  /** `open` until a later, larger round grew alike. */
  readonly standing: 'open' | 'confirmed';
  readonly bytesPerRequest: number;
  readonly bytes: number;
  /** Bytes per request in each loaded round. */
  readonly rates: readonly number[];
}

interface Floor {
  readonly bytesPerRound: number;
  readonly bytesPerRequest: number;
}

/**
 * What a loaded round must gain at least. Clean services gain −1.6 … +0.1 B a request among a program's objects and 9–14
 * KB a round of heap in the median, 188 KB at most, whatever the number of requests; beyond that lies twice as much.
 */
const FLOORS: Readonly<Record<UnexplainedGrowth['among'], Floor>> = {
  objects: { bytesPerRound: 32_000, bytesPerRequest: 8 },
  heap: { bytesPerRound: 400_000, bytesPerRequest: 64 },
};
const FEWEST_ROUNDS = 3;
/** The slowest round's rate over the fastest one's. */
const LEAST_HOMOGENEITY = 0.5;
/** A confirmation's rate over that of the rounds. */
const LEAST_CONFIRMED = 0.7;

/** The first total that grows like a leak beside all findings, or null. */
export function findUnexplainedGrowth(totals: readonly HeapTotals[]): UnexplainedGrowth | null {
  return (
    judgeTotal('objects', totals, (row) => row.programBytes - row.explainedBytes) ??
    judgeTotal('heap', totals, (row) => row.heapUsed - row.explainedBytes)
  );
}

/** Of what a program's objects gained in a confirmation, so much is told by the paths that grow, or was given back afterwards. */
const MOST_EXPLAINED = 0.5;
const MOST_RELEASED = 0.5;

/**
 * Whether the program's objects went on in the only confirmation as in the rounds, though the paths that grew in the rounds tell less than half
 * of it: a container has reached its limit, and what it drops stays elsewhere, on a way that is new. Another confirmation shows it.
 */
export function hasMovedOn(totals: readonly HeapTotals[]): boolean {
  const gains = gainsOf(totals, ({ programBytes }) => programBytes);
  const at = gains.findIndex(({ kind }) => kind === 'confirmation');
  const after = gains.slice(at + 1);
  const rounds = gains.filter(({ kind }) => kind === 'round');
  if (rounds.length < FEWEST_ROUNDS || at < 0 || after.some(({ kind }) => kind === 'confirmation')) return false;
  const { bytesPerRound, bytesPerRequest } = FLOORS.objects;
  const { bytes, requests } = gains[at]!;
  const explained = gainsOf(totals, ({ explainedBytes }) => explainedBytes)[at]!.bytes;
  // What went while no requests came afterwards has not moved on.
  const released = -sum(after.map((row) => row.bytes));
  if (released > MOST_RELEASED * bytes) return false;
  const rate = sum(rounds.map((row) => row.bytes)) / sum(rounds.map((row) => row.requests));
  const least = Math.max(bytesPerRound, bytesPerRequest * requests, LEAST_CONFIRMED * rate * requests);
  return rounds.every((row) => row.bytes > 0) && bytes >= least && explained < MOST_EXPLAINED * bytes;
}

/** What each snapshot has more than the one before, with what was sent in between. */
function gainsOf(totals: readonly HeapTotals[], bytesIn: (row: HeapTotals) => number) {
  return totals.slice(1).map((row, i) => ({
    kind: row.kind,
    requests: row.requests,
    bytes: bytesIn(row) - bytesIn(totals[i]!),
  }));
}

function judgeTotal(
  among: UnexplainedGrowth['among'],
  totals: readonly HeapTotals[],
  bytesIn: (row: HeapTotals) => number,
): UnexplainedGrowth | null {
  const gains = gainsOf(totals, bytesIn);
  const rounds = gains.filter(({ kind }) => kind === 'round');
  const confirmations = gains.filter(({ kind }) => kind === 'confirmation');
  if (rounds.length < FEWEST_ROUNDS) return null;
  const { bytesPerRound, bytesPerRequest } = FLOORS[among];
  const rates = rounds.map(({ bytes, requests }) => bytes / requests);
  const enough = rounds.every(({ bytes, requests }) => bytes >= Math.max(bytesPerRound, bytesPerRequest * requests));
  if (!enough || Math.min(...rates) < LEAST_HOMOGENEITY * Math.max(...rates)) return null;
  const rate = sum(rounds.map(({ bytes }) => bytes)) / sum(rounds.map(({ requests }) => requests));
  // What was given back while no requests came was late, not lost.
  const quiet = sum(gains.filter(({ requests }) => requests === 0).map(({ bytes }) => bytes));
  if (-quiet > 0.5 * sum(rounds.map(({ bytes }) => bytes))) return null;
  const last = confirmations.at(-1);
  if (last !== undefined && last.bytes / last.requests < LEAST_CONFIRMED * rate) return null;
  const loaded = [...rounds, ...confirmations];
  const bytes = sum(loaded.map((row) => row.bytes));
  return {
    among,
    standing: last === undefined ? 'open' : 'confirmed',
    bytesPerRequest: bytes / sum(loaded.map(({ requests }) => requests)),
    bytes,
    rates: loaded.map((row) => row.bytes / row.requests),
  };
}

/** A number in a hash table that is half empty: key, value and slot, twice. */
const BYTES_PER_ENTRY = 64;

/**
 * Bytes that the judged tracks account for at each of the snapshots, their containers' tables included, each container
 * once, and with them what was seen to come and go: entries that live for some seconds are more after a longer load, and none of them stays.
 * What objects share among each other is in no single retained size, so the larger of retained and reached counts.
 */
export function explainedSeries(
  judgements: readonly Judgement[],
  moving: ReadonlyMap<string, MovingPath>,
  classes: readonly ClassGrowth[],
  snapshots: readonly RoundKind[],
): number[] {
  const containers = new Map<string, readonly number[]>();
  const addPath = (path: MovingPath): void => {
    const container = moving.get(path.parentKey) ?? path;
    const { retainedBytes, reachedBytes } = container;
    containers.set(container.key, gained(retainedBytes) >= gained(reachedBytes) ? retainedBytes : reachedBytes);
  };
  const told = new Set<string>();
  for (const { track } of judgements) {
    const { key, values } = track;
    const name = classOfKey(key);
    const growth = name === null ? undefined : classes.find((row) => row.name === name);
    if (growth !== undefined) containers.set(key, growth.shallowBytes);
    if (watchedIndex(key) !== null) {
      const sizes = values.map((size) => BYTES_PER_ENTRY * Math.max(0, size));
      containers.set(key, sizes);
    }
    const path = moving.get(pathOfBytes(key) ?? key);
    if (path === undefined) continue;
    told.add(path.key);
    addPath(path);
  }
  const passing = [...moving.values()].filter(({ objects }) => comesAndGoes(objects, snapshots));
  for (const { key } of passing) told.add(key);
  for (const path of passing) if (!path.movingAncestors.some((ancestor) => told.has(ancestor))) addPath(path);
  return snapshots.map((_, i) => sum([...containers.values()].map((series) => series[i] ?? 0)));
}

/** Of all that the rounds added to a path, so much must have gone in one of them. */
const LEAST_GONE = 0.1;

function comesAndGoes(objects: readonly number[], snapshots: readonly RoundKind[]): boolean {
  const inRounds = objects.slice(1).flatMap((count, i) => (snapshots[i + 1] === 'round' ? [count - objects[i]!] : []));
  const added = sum(inRounds.filter((gain) => gain > 0));
  return inRounds.some((gain) => -gain > LEAST_GONE * added);
}

function gained(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}
