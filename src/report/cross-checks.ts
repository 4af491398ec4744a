import type { CaptureRecord } from '../capture/manifest.ts';

/** Growth from the first snapshot to the last by measures that do not depend on each other, in bytes. */
export interface CrossChecks {
  /** Settled heap with external memory, and what the findings account for. */
  readonly heap: { readonly bytes: number; readonly explainedBytes: number };
  /** Memory of ArrayBuffers as Node counts it, and in the snapshots. */
  readonly arrayBuffers: { readonly counted: number; readonly inSnapshots: number };
  /** Resident memory, and the reserved heap with external memory. */
  readonly rss: { readonly bytes: number; readonly heapBytes: number };
}

/** Where the heap grew by less, a share of it says nothing. */
const LEAST_GROWTH_BYTES = 100_000;

/** null with fewer than two snapshots. */
export function crossCheck(captures: readonly CaptureRecord[], explainedBytes: number): CrossChecks | null {
  const [first, last] = [captures[0], captures.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const gained = (of: (capture: CaptureRecord) => number): number => of(last) - of(first);
  return {
    heap: { bytes: gained(({ memory }) => memory.heapUsed + memory.external), explainedBytes },
    arrayBuffers: {
      counted: gained(({ memory }) => memory.arrayBuffers),
      inSnapshots: gained(({ snapshot }) => snapshot.arrayBufferBytes),
    },
    rss: {
      bytes: gained(({ memory }) => memory.rss),
      heapBytes: gained(({ memory }) => memory.heapTotal + memory.external),
    },
  };
}

/** Explained growth over all growth, at most 1; null where the heap did not grow by 100 KB. */
export function explainedShare(checks: CrossChecks | null): number | null {
  if (checks === null || checks.heap.bytes < LEAST_GROWTH_BYTES) return null;
  return Math.min(1, checks.heap.explainedBytes / checks.heap.bytes);
}
