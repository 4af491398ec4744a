import type { Manifest } from '../capture/manifest.ts';
import type { RunFigures } from '../policy/run-checks.ts';

/** What the limits on the process are held against: settled readings for growth, the highest of all for peaks. */
export function runFigures({ captures, timeline }: Pick<Manifest, 'captures' | 'timeline'>): RunFigures {
  const settled = captures.map((capture) => capture.memory);
  const first = settled[0];
  const last = settled.at(-1);
  const requests = captures.reduce((sum, capture) => sum + capture.requests, 0);
  const readings = [...settled, ...timeline];
  const perRequest = (from: number | null | undefined, to: number | null | undefined): number | null =>
    from == null || to == null || requests === 0 ? null : Math.max(0, to - from) / requests;
  return {
    'off-heap-growth-per-request': perRequest(first?.external, last?.external),
    'file-descriptors-per-request': perRequest(first?.openFileDescriptors, last?.openFileDescriptors),
    'peak-heap': highest(readings.map((reading) => reading.heapUsed)),
    'peak-rss': highest(readings.map((reading) => reading.rss)),
    'gc-time-share': null,
  };
}

function highest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
