import type { Manifest } from '../capture/manifest.ts';
import type { RunFigures } from '../policy/run-checks.ts';
import { runtimeFacts } from './runtime-facts.ts';

type Evidence = Pick<Manifest, 'captures' | 'timeline' | 'waitedMs'>;

/** What the limits on the process are held against: settled readings for growth, the highest of all for peaks. */
export function runFigures({ captures, timeline, waitedMs = 0 }: Evidence): RunFigures {
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
    'gc-time-share': gcTimeShare(timeline, waitedMs / 1000),
  };
}

/** Of the time in which the service was neither looked at nor waited with; null where too little of it was seen. */
function gcTimeShare(timeline: Manifest['timeline'], waitedSeconds: number): number | null {
  const facts = runtimeFacts(timeline);
  const seconds = facts === null ? 0 : facts.seconds - waitedSeconds;
  return facts === null || seconds < LEAST_SECONDS ? null : facts.collectionMs / 1000 / seconds;
}

/** Two readings of the timeline are half a second apart. */
const LEAST_SECONDS = 1;

function highest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
