import type { CaptureRecord, LiveReading } from '../capture/manifest.ts';
import { gatherTracks } from './gather-tracks.ts';
import type { Judgement } from './judge-track.ts';
import { connectionsUnderLoad, judgeTracks } from './judge-tracks.ts';
import type { Gains, MergedGrowth } from './merge-isolates.ts';
import type { MovingPath } from './moving-paths.ts';
import { LARGE_BYTES_PER_REQUEST } from './next-step.ts';
import { type LiveFacts, NOTHING_KNOWN, type PartialGrowth, type RoundFacts } from './track.ts';
import { explainedSeries, type HeapTotals } from './unexplained-growth.ts';

/** Heap that declared bounds may fill, as a share of what is left below V8's limit. */
const ROOM_FOR_BOUNDS = 0.5;
/** Of a container whose entries are no objects: key, value and slot in a hash table. */
const BYTES_PER_CHARACTER = 2;
const BYTES_PER_ENTRY = 64;
/** Of the gain of the isolate that grows most: by chance, not by the same leak. */
const NEXT_TO_NOTHING = 0.1;

/** What was recorded, as the rule sees it. */
export interface Evidence {
  readonly rounds: readonly RoundFacts[];
  readonly judgements: readonly Judgement[];
}

/** What the plan knows of the rounds so far. */
export function roundFacts(captures: readonly CaptureRecord[]): RoundFacts[] {
  return captures.map(({ kind, requests, connections, durationMs }) => ({
    kind,
    requests,
    connections,
    seconds: durationMs / 1000,
  }));
}

/** Judges all tracks from the records and the moving paths; the same for a live run and for a captured folder. */
export function weighEvidence(
  captures: readonly CaptureRecord[],
  readings: readonly LiveReading[],
  watchedSizes: readonly (readonly number[])[],
  { moving, classes, gains }: Pick<MergedGrowth, 'moving' | 'classes'> & Partial<MergedGrowth>,
  rarest: number,
): Evidence {
  const rounds = roundFacts(captures);
  const tracks = gatherTracks(
    moving,
    captures.map((capture) => capture.memory),
    watchedSizes,
    classes,
    connectionsUnderLoad(rounds),
  );
  return {
    rounds,
    judgements: judgeTracks(tracks, rounds, liveFacts(captures, readings, moving, gains ?? new Map()), rarest),
  };
}

/** The run's totals at each snapshot beside what the judged paths hold of them. */
export function heapTotals(
  captures: readonly CaptureRecord[],
  judgements: readonly Judgement[],
  { moving, classes }: Pick<MergedGrowth, 'moving' | 'classes'>,
): HeapTotals[] {
  const byKey = new Map(moving.map((path) => [path.key, path]));
  const explained = explainedSeries(
    judgements,
    byKey,
    classes,
    captures.map(({ kind }) => kind),
  );
  return captures.map(({ kind, requests, memory, snapshot }, i) => ({
    kind,
    requests,
    heapUsed: memory.heapUsed,
    programBytes: snapshot.bytes - snapshot.ownBytes - snapshot.arrayBufferBytes,
    explainedBytes: explained[i]!,
  }));
}

function liveFacts(
  captures: readonly CaptureRecord[],
  readings: readonly LiveReading[],
  moving: readonly MovingPath[],
  gains: Gains,
): Map<string, LiveFacts> {
  const facts = new Map<string, LiveFacts>();
  const bytesPerObject = new Map(
    // Of a text that becomes longer, the bound is a number of characters.
    moving.map(({ key, objects, retainedBytes }) => [
      key,
      objects.at(-1)! > objects[0]! ? retainedBytes.at(-1)! / objects.at(-1)! : BYTES_PER_CHARACTER,
    ]),
  );
  const memory = captures.at(-1)?.memory;
  const room = memory === undefined ? 0 : ROOM_FOR_BOUNDS * (memory.heapSizeLimit - memory.heapUsed);
  const fits = (path: string, objects: number): boolean =>
    objects * (bytesPerObject.get(path) ?? BYTES_PER_ENTRY) <= room;
  for (const reading of readings) {
    if (!('path' in reading) || reading.kind === 'holdings') continue;
    const partial = partialGrowth(gains.get(reading.path), captures);
    const known = facts.get(reading.path) ?? { ...NOTHING_KNOWN, partial };
    if (reading.kind === 'eviction') {
      facts.set(reading.path, { ...known, eviction: reading.condition });
    } else if (reading.kind === 'removal') {
      const isSmall = (bytesPerObject.get(reading.path) ?? BYTES_PER_ENTRY) <= LARGE_BYTES_PER_REQUEST;
      facts.set(reading.path, { ...known, isRemovedFrom: isSmall });
    } else if (reading.kind === 'timed-removal') {
      const { code, delayMs, isWhole } = reading;
      facts.set(reading.path, { ...known, timedRemoval: { code, delayMs, isWhole } });
    } else if (reading.kind === 'timer') {
      facts.set(reading.path, { ...known, timer: { delayMs: reading.delayMs, repeats: reading.repeats } });
    } else if (reading.kind === 'weight-bound') {
      const { path, property, limit, used, objects } = reading;
      facts.set(path, {
        ...known,
        bound: { property, limit: objects, fits: fits(path, objects), weight: { limit, used } },
      });
    } else {
      const { property, perEntry = 1 } = reading;
      // Each worker of a cluster fills a cache of its own.
      const holders = (gains.get(reading.path) ?? [1]).filter((gain) => gain > 0).length;
      const limit = reading.limit * perEntry * Math.max(1, holders);
      facts.set(reading.path, { ...known, bound: { property, limit, fits: fits(reading.path, limit) } });
    }
  }
  for (const [key, gained] of gains) {
    const partial = partialGrowth(gained, captures);
    if (partial !== null && !facts.has(key)) facts.set(key, { ...NOTHING_KNOWN, partial });
  }
  return facts;
}

/** `gained`: by isolate. */
function partialGrowth(gained: readonly number[] = [], captures: readonly CaptureRecord[]): PartialGrowth | null {
  const most = Math.max(...gained);
  if (gained.length < 2 || Math.min(...gained) >= 0.5 * most) return null;
  const growing = [...gained.keys()].filter((isolate) => gained[isolate]! > NEXT_TO_NOTHING * most);
  if (areJobThreads(growing, captures)) return null;
  return { requests: requestsTakenBy(growing, captures) };
}

/** Whether these are all that requests reach through others alone: how the jobs are spread among them changes nothing of their sum. */
function areJobThreads(isolates: readonly number[], captures: readonly CaptureRecord[]): boolean {
  const served = captures.at(-1)?.served;
  return served?.every((requests, isolate) => (requests === 0) === isolates.includes(isolate)) ?? false;
}

/** Before each snapshot; null where they were not counted, or where loaded rounds passed the isolates by (job threads). */
function requestsTakenBy(isolates: readonly number[], captures: readonly CaptureRecord[]): number[] | null {
  const taken: number[] = [];
  let before = 0;
  for (const { served, requests } of captures) {
    if (served === undefined) return null;
    const until = isolates.reduce((sum, isolate) => sum + served[isolate]!, 0);
    taken.push(until - before);
    before = until;
    if (requests > 0 && taken.length > 1 && taken.at(-1) === 0) return null;
  }
  return taken;
}
