import type { TimelineReading } from '../inspector/memory-reading.ts';

/** What the service's collector and event loop did while leakgate did not interfere. */
export interface RuntimeFacts {
  readonly minorCollections: number;
  readonly majorCollections: number;
  readonly collectionMs: number;
  /** Time that was looked at. */
  readonly seconds: number;
  readonly longestDelayMs: number;
}

/**
 * Sums collections and delays over all stretches between two readings, without those that touch a settled reading:
 * before it leakgate collects garbage itself, after it a snapshot stops the loop. null where no stretch is left.
 */
export function runtimeFacts(timeline: readonly TimelineReading[]): RuntimeFacts | null {
  const stretches = timeline
    .map((reading, index) => ({ from: timeline[index - 1], to: reading }))
    .filter((pair): pair is { from: TimelineReading; to: TimelineReading } => {
      return pair.from !== undefined && !pair.from.settled && !pair.to.settled;
    });
  if (stretches.length === 0) return null;
  const total = (of: (reading: TimelineReading) => number): number =>
    stretches.reduce((sum, { from, to }) => sum + of(to) - of(from), 0);
  return {
    minorCollections: total((reading) => reading.garbageCollections.minor),
    majorCollections: total((reading) => reading.garbageCollections.major),
    collectionMs: total((reading) => reading.garbageCollections.ms),
    seconds: total((reading) => reading.atMs) / 1000,
    longestDelayMs: Math.max(...stretches.map(({ to }) => to.eventLoopDelay.maxMs)),
  };
}

/** A count that differs between the first and the last settled reading. */
export interface CountChange {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Active handles by kind, and contexts, that are more or fewer at the last settle than at the first; largest change first. */
export function changedCounts(timeline: readonly TimelineReading[]): CountChange[] {
  const settled = timeline.filter((reading) => reading.settled);
  const [first, last] = [settled[0], settled.at(-1)];
  if (first === undefined || last === undefined) return [];
  const kinds = new Set([...Object.keys(first.activeResources), ...Object.keys(last.activeResources)]);
  const rows = [...kinds].map((name) => ({
    name,
    from: first.activeResources[name] ?? 0,
    to: last.activeResources[name] ?? 0,
  }));
  rows.push({ name: 'contexts', from: first.nativeContexts, to: last.nativeContexts });
  rows.push({ name: 'detached contexts', from: first.detachedContexts, to: last.detachedContexts });
  return rows
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
}
