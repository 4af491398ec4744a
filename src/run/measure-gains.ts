import { type HeldContainer, holdContainer } from '../capture/read-live.ts';
import { describeTracks } from '../engine/describe-tracks.ts';
import { withHeapEngine } from '../engine/heap-engine.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { gatherTracks } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import type { Track } from '../growth/track.ts';
import { ownId } from '../isolate-id.ts';
import { besideRun, type PlanDependencies } from './plan-dependencies.ts';

/** What requests added. */
export interface Gains {
  /** Requests that were answered in time. */
  readonly answered: number;
  /** By track key. */
  readonly byTrack: ReadonlyMap<string, number>;
}

/** Sends so many requests, of one kind alone or of all (null), for so long at most, and tells what they added. */
export type GainsOf = (requests: number, only: string | null, connections: number, mostMs: number) => Promise<Gains>;

/** By the live sizes of the growing containers of leaks: costs a collection, and knows nothing of what has no size. null: none has one. */
export async function withGainsBySizes<T>(
  deps: PlanDependencies,
  leaks: readonly Judgement[],
  body: (gainsOf: GainsOf) => Promise<T>,
): Promise<T | null> {
  const containers = await holdContainers(deps, leaks);
  try {
    if (containers.size === 0) return null;
    let before = await readSizes(deps, containers);
    return await body(async (...load) => {
      const answered = await deps.capture.probe(...load);
      const after = await readSizes(deps, containers);
      const byTrack = new Map([...after].map(([path, size]) => [path, size - (before.get(path) ?? size)]));
      before = after;
      return { answered, byTrack };
    });
  } finally {
    for (const container of containers.values()) await container.release();
  }
}

/** By the settled memory as the process counts it: descriptors, handles by kind, memory outside the heap, contexts. */
export async function gainsByReadings({ capture }: PlanDependencies): Promise<GainsOf> {
  let before = await capture.block(0);
  return async (requests, only, connections, mostMs) => {
    const answered = await capture.probe(requests, only, connections, mostMs);
    const after = await capture.block(0);
    const tracks = gatherTracks([], [before, after], [], [], connections);
    before = after;
    return { answered, byTrack: gainsIn(tracks) };
  };
}

/**
 * By a settled snapshot after each time: tells of every track, with an engine of its own, for further snapshots would be
 * rounds of the run. `times`: how often at most; null where, by the cost of the last one, so many take longer than `mostSeconds`.
 */
export async function withGainsBySnapshots<T>(
  deps: PlanDependencies,
  { times, mostSeconds }: { times: number; mostSeconds: number },
  body: (gainsOf: GainsOf) => Promise<T>,
): Promise<T | null> {
  const { recording } = deps;
  const { captureMs = 0, settle } = recording.captures.at(-1)!;
  // One of them is the baseline.
  const seconds = ((captureMs + settle.durationMs) * (times + 1)) / 1000;
  if (seconds > Math.min(mostSeconds, recording.secondsLeft())) return null;
  return await withHeapEngine(async (engine) => {
    const { recording: own, capture } = besideRun(deps, engine);
    await capture.baseline();
    return await body(async (requests, only, connections, mostMs) => {
      const answered = await capture.alone(requests, only, connections, mostMs);
      const { moving, classes } = await engine.view();
      const memory = own.captures.map((each) => each.memory);
      return { answered, byTrack: gainsIn(gatherTracks(moving, memory, [], classes, connections)) };
    });
  });
}

/** Of the last step. */
function gainsIn(tracks: readonly Track[]): Map<string, number> {
  return new Map(tracks.map(({ key, values }) => [key, values.at(-1)! - values.at(-2)!]));
}

/** The growing containers of leaks whose live size can be read, by path. */
async function holdContainers(
  { engine, recording, session }: PlanDependencies,
  leaks: readonly Judgement[],
): Promise<Map<string, HeldContainer>> {
  const keys = leaks.map(({ track }) => track.key);
  const descriptions = await describeTracks(engine, keys, recording.liveReadings);
  const held = new Map<string, HeldContainer>();
  for (const [path, description] of descriptions) {
    const { containerId } = description;
    const container = await holdContainer(session.sessionOf(containerId), ownId(containerId), linksOf(description));
    if (container !== null) held.set(path, container);
  }
  return held;
}

/** The properties that lead from the container through its objects, when nothing but properties does: `head`, `next`, `next` … */
function linksOf({ steps }: GrowthDescription): string[] {
  const references = steps.filter(({ suspect }) => suspect).map(({ reference }) => reference);
  if (references.length === 0 || !references.every((reference) => /^\.[\w$]+$/.test(reference))) return [];
  const names = references.map((reference) => reference.slice(1));
  return names.slice(0, names.findIndex((name, at) => name === names[at + 1]) + 1 || names.length);
}

/** Sizes after a collection, of those that say one. */
async function readSizes(
  { session }: PlanDependencies,
  containers: ReadonlyMap<string, HeldContainer>,
): Promise<Map<string, number>> {
  await session.collectGarbage();
  const sizes = new Map<string, number>();
  for (const [path, container] of containers) {
    const size = await container.size();
    if (size !== null) sizes.set(path, size);
  }
  return sizes;
}
