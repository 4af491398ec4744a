import { readSize } from '../capture/read-live.ts';
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

/** A container whose live size tells its growth. */
interface SizedContainer {
  readonly nodeId: number;
  /** Properties along which a linked list is counted; none for a collection. */
  readonly links: readonly string[];
}

/** By the live sizes of the growing containers of leaks: costs a collection, and knows nothing of what has no size. */
export async function gainsBySizes(deps: PlanDependencies, leaks: readonly Judgement[]): Promise<GainsOf> {
  const containers = await sizedContainers(deps, leaks);
  if (containers.size === 0) return async () => ({ answered: 0, byTrack: new Map() });
  let before = await readContainerSizes(deps, containers);
  return async (...load) => {
    const answered = await deps.capture.probe(...load);
    const after = await readContainerSizes(deps, containers);
    const byTrack = new Map([...after].map(([path, size]) => [path, size - (before.get(path) ?? size)]));
    before = after;
    return { answered, byTrack };
  };
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
  // The baseline takes two.
  const seconds = ((captureMs + settle.durationMs) * (times + 2)) / 1000;
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
async function sizedContainers(
  { engine, recording }: PlanDependencies,
  leaks: readonly Judgement[],
): Promise<Map<string, SizedContainer>> {
  const keys = leaks.map(({ track }) => track.key);
  const descriptions = await describeTracks(engine, keys, recording.liveReadings);
  return new Map(
    [...descriptions].map(([key, description]) => [
      key,
      { nodeId: description.containerId, links: linksOf(description) },
    ]),
  );
}

/** The properties that lead from the container through its objects, when nothing but properties does: `head`, `next`, `next` … */
function linksOf({ steps }: GrowthDescription): string[] {
  const references = steps.filter(({ suspect }) => suspect).map(({ reference }) => reference);
  if (references.length === 0 || !references.every((reference) => /^\.[\w$]+$/.test(reference))) return [];
  const names = references.map((reference) => reference.slice(1));
  return names.slice(0, names.findIndex((name, at) => name === names[at + 1]) + 1 || names.length);
}

/** Sizes after a collection; those of containers that are gone are left out. */
async function readContainerSizes(
  { session }: PlanDependencies,
  containers: ReadonlyMap<string, SizedContainer>,
): Promise<Map<string, number>> {
  await session.collectGarbage();
  const sizes = new Map<string, number>();
  for (const [path, { nodeId, links }] of containers) {
    const size = await readSize(session.sessionOf(nodeId), ownId(nodeId), links);
    if (size !== null) sizes.set(path, size);
  }
  return sizes;
}
