import { readSize } from '../capture/read-live.ts';
import type { Recording } from '../capture/recording.ts';
import { withHeapEngine } from '../engine/heap-engine.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { DESCRIPTORS_KEY, gatherTracks, watchedIndex } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { ownId } from '../isolate-id.ts';
import { sharesOf } from '../load/scenario.ts';
import type { PlanDependencies } from './follow-plan.ts';

/** Requests of one kind that are sent to see what they add. */
const FEWEST = 20;
const MOST = 400;
/** Kinds of requests that are tried; a longer scenario keeps its findings without a request. */
const MOST_KINDS = 12;
/** One kind is named when it adds nearly everything. */
const NEARLY_ALL = 0.9;
/** Snapshots beyond what this takes are not made only to tell requests apart. */
const MOST_SNAPSHOT_SECONDS = 20;

/** What each kind of request added, sent alone, by track key. */
type Gains = Map<string, readonly Gain[]>;

interface Gain {
  readonly name: string;
  readonly gain: number;
}

/**
 * With several requests in the scenario: sends each kind alone and looks what it adds, so that a finding can say on which
 * request it grows. Sizes of the leaking containers are read live; for what has no size (texts, timers, descriptors, memory
 * outside the heap, growth along several ways) the service settles and a snapshot is taken after each kind. Runs after the verdict; what it adds is judged no more.
 */
export async function isolateRequests(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { options, recording, on } = deps;
  const names = options.scenario.requests.map((request) => request.name);
  const leaks = judgements.filter(({ status }) => status === 'leak');
  if (names.length < 2 || leaks.length === 0) return;
  if (names.length > MOST_KINDS) {
    recording.notes.push(`Which of ${names.length} requests grows what was not tried; at most ${MOST_KINDS} are.`);
    return;
  }
  await recording.timed('isolation', on, `each of ${names.length} requests alone`, async () => {
    const rarest = Math.min(...leaks.map(({ rate }) => rate.perRequest));
    // Sent alone, a kind adds as much more often as it is a share of the load.
    const share = Math.max(...sharesOf(options.scenario).values());
    const requests = Math.min(MOST, Math.max(FEWEST, Math.ceil((FEWEST * share) / rarest)));
    const sized = await gainsOfSizes(deps, leaks, names, requests);
    nameOne(recording, leaks, sized, requests);
    const open = leaks.filter(({ track }) => !recording.growthRequests.some(({ path }) => path === track.key));
    const untold = open.filter(({ track }) => !isTold(sized.get(track.key)));
    if (untold.length > 0) nameOne(recording, untold, await gainsInSnapshots(deps, names, requests), requests);
    return `${recording.growthRequests.length} of ${leaks.length} findings belong to one request`;
  });
}

/** So much was added that the shares of the kinds mean something. */
function isTold(rows: readonly Gain[] = []): boolean {
  return totalOf(rows) >= FEWEST / 4;
}

function totalOf(rows: readonly Gain[]): number {
  return rows.reduce((sum, { gain }) => sum + Math.max(0, gain), 0);
}

/** Of leaks that nearly all of was added by one kind of request: that kind. */
function nameOne({ growthRequests }: Recording, leaks: readonly Judgement[], gains: Gains, requests: number): void {
  for (const { track, rate } of leaks) {
    const rows = gains.get(track.key) ?? [];
    const total = totalOf(rows);
    const top = rows.toSorted((a, b) => b.gain - a.gain)[0];
    const enough = track.unit === 'bytes' ? (rate.perRequest * requests) / 2 : FEWEST / 4;
    if (top !== undefined && total >= enough && top.gain >= NEARLY_ALL * total)
      growthRequests.push({ path: track.key, request: top.name });
  }
}

async function gainsOfSizes(
  deps: PlanDependencies,
  leaks: readonly Judgement[],
  names: readonly string[],
  requests: number,
): Promise<Gains> {
  const sized = await sizedContainers(deps, leaks);
  const targets = new Map([...sized].filter(([, { nodeId }]) => nodeId !== null));
  const gains: Gains = new Map();
  let before = await readContainerSizes(deps, targets);
  for (const name of names) {
    await deps.capture.probe(requests, name);
    const after = await readContainerSizes(deps, targets);
    for (const [path, size] of after)
      gains.set(path, [...(gains.get(path) ?? []), { name, gain: size - (before.get(path) ?? size) }]);
    before = after;
  }
  return gains;
}

/** Of every track that grows, with an engine of its own: further snapshots would be rounds of the run. */
async function gainsInSnapshots(deps: PlanDependencies, names: readonly string[], requests: number): Promise<Gains> {
  const { recording, on: progress } = deps;
  const { captureMs = 0, settle } = recording.captures.at(-1)!;
  const seconds = ((captureMs + settle.durationMs) * (names.length + 2)) / 1000;
  if (seconds > Math.min(MOST_SNAPSHOT_SECONDS, recording.secondsLeft())) {
    recording.notes.push(
      `Which request grows what has no size of its own was not tried: a snapshot after each of ${names.length} requests would take ${Math.round(seconds)} s.`,
    );
    return new Map();
  }
  return await withHeapEngine(async (engine) => {
    const own = recording.fork();
    const on: PlanDependencies['on'] = (event) => (event.kind === 'load' ? progress(event) : undefined);
    const capture = deps.capture.fork(own, engine, on);
    await capture.baseline();
    for (const name of names) await capture.alone(requests, name);
    const { moving, classes } = await engine.view();
    const memory = own.captures.map((each) => each.memory);
    return new Map(
      gatherTracks(moving, memory, [], classes, 1).map(({ key, values }) => [
        key,
        names.map((name, i) => ({ name, gain: values[i + 1]! - values[i]! })),
      ]),
    );
  });
}

/** A container whose live size tells its growth. */
export interface SizedContainer {
  /** null stands for the process's open descriptors. */
  readonly nodeId: number | null;
  /** Properties along which a linked list is counted; none for a collection. */
  readonly links: readonly string[];
}

/** The growing containers of leaks whose live size can be read, by path. */
export async function sizedContainers(
  { engine, recording }: PlanDependencies,
  leaks: readonly Judgement[],
): Promise<Map<string, SizedContainer>> {
  const watched = new Map(
    recording.liveReadings.flatMap((row) => (row.kind === 'watched' ? [[row.index, row.nodeId] as const] : [])),
  );
  const keys = leaks.map(({ track }) => track.key);
  const answers = await engine.describe(keys.map((key) => watched.get(watchedIndex(key) ?? -1) ?? key));
  return new Map(
    keys.flatMap((key, i): [string, SizedContainer][] => {
      if (key === DESCRIPTORS_KEY) return [[key, { nodeId: null, links: [] }]];
      const description = answers[i];
      return description == null ? [] : [[key, { nodeId: description.containerId, links: linksOf(description) }]];
    }),
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
export async function readContainerSizes(
  { session }: PlanDependencies,
  targets: ReadonlyMap<string, SizedContainer>,
): Promise<Map<string, number>> {
  // Closing lags behind; what lies in a container does not.
  if ([...targets.values()].some(({ nodeId }) => nodeId === null)) await session.settle();
  else await session.collectGarbage();
  const sizes = new Map<string, number>();
  for (const [path, { nodeId, links }] of targets) {
    const size =
      nodeId === null
        ? (await session.readMemory()).openFileDescriptors
        : await readSize(session.sessionOf(nodeId), ownId(nodeId), links);
    if (size !== null) sizes.set(path, size);
  }
  return sizes;
}
