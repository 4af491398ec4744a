import { readSize } from '../capture/read-live.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { DESCRIPTORS_KEY, watchedIndex } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { ownId } from '../isolate-id.ts';
import type { PlanDependencies } from './follow-plan.ts';

/** Requests of one kind that are sent to see what they add. */
const FEWEST = 20;
const MOST = 400;
/** Kinds of requests that are tried; a longer scenario keeps its findings without a request. */
const MOST_KINDS = 12;
/** One kind is named when it adds nearly everything. */
const NEARLY_ALL = 0.9;

/**
 * With several requests in the scenario: sends each kind alone and reads the sizes of the leaking containers before and
 * after, so that a finding can say on which request it grows. Runs after the verdict; what it adds is judged no more.
 */
export async function isolateRequests(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { capture, options, recording, on } = deps;
  const names = options.scenario.requests.map((request) => request.name);
  const leaks = judgements.filter(({ status }) => status === 'leak');
  if (names.length < 2 || leaks.length === 0) return;
  if (names.length > MOST_KINDS) {
    recording.notes.push(`Which of ${names.length} requests grows what was not tried; at most ${MOST_KINDS} are.`);
    return;
  }
  await recording.timed('isolation', on, `each of ${names.length} requests alone`, async () => {
    const targets = await sizedContainers(deps, leaks);
    const rarest = Math.min(...leaks.map(({ rate }) => rate.perRequest));
    const requests = Math.min(MOST, Math.max(FEWEST, Math.ceil((FEWEST * names.length) / rarest)));
    const gains = new Map<string, { name: string; gain: number }[]>();
    let before = await readContainerSizes(deps, targets);
    for (const name of names) {
      await capture.probe(requests, name);
      const after = await readContainerSizes(deps, targets);
      for (const [path, size] of after) {
        const gain = size - (before.get(path) ?? size);
        gains.set(path, [...(gains.get(path) ?? []), { name, gain }]);
      }
      before = after;
    }
    for (const [path, rows] of gains) {
      const total = rows.reduce((sum, row) => sum + Math.max(0, row.gain), 0);
      const top = rows.toSorted((a, b) => b.gain - a.gain)[0]!;
      if (total >= FEWEST / 4 && top.gain >= NEARLY_ALL * total)
        recording.growthRequests.push({ path, request: top.name });
    }
    return `${recording.growthRequests.length} of ${leaks.length} findings belong to one request`;
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
