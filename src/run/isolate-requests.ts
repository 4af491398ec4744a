import type { Recording } from '../capture/recording.ts';
import { isOffHeapKey } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { isFileUrl } from '../growth/locate-script.ts';
import { countedRows, sharesOf } from '../load/scenario.ts';
import { type GainsOf, gainsByReadings, withGainsBySizes, withGainsBySnapshots } from './measure-gains.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Requests of one kind that are sent to see what they add. */
const FEWEST = 20;
const MOST = 400;
/** One connection more for each of so many: what a connection itself leaves behind is to stay below what they add. */
const REQUESTS_PER_CONNECTION = 20;
/** Kinds of requests that are tried; a longer scenario keeps its findings without a request. */
const MOST_KINDS = 12;
/** One kind is named when it adds nearly everything, else those that add more than a stray part. */
const NEARLY_ALL = 0.9;
const STRAY = 0.1;
/** More is not spent on snapshots that only tell requests apart: while no leak has its request, and for the others. */
const MOST_SECONDS = 20;
const MOST_SECONDS_FOR_OTHERS = 8;
/** Requests of all kinds may take so long, as often as they are sent; a kind that takes longer is judged by those that were answered. */
const MOST_LOAD_SECONDS = 15;

/** What each kind of request added, sent alone. */
interface Gain {
  readonly name: string;
  readonly gain: number;
}

/**
 * With several requests in the scenario: sends each kind alone and looks what it adds, so that a finding can say on which
 * request it grows: by the live sizes of the leaking containers, by what the process counts (descriptors, handles, memory outside the heap), by
 * the stack that added it, where that is known for another leak, and by a snapshot after each kind for the rest (texts, growth along several
 * ways). Runs after the verdict; what it adds is judged no more.
 */
export async function isolateRequests(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { options, recording, on } = deps;
  const names = options.scenario.requests.map((request) => request.name);
  const leaks = judgements.filter(({ status }) => status === 'leak');
  if (leaks.length === 0) return;
  if (names.length === 1) {
    // One flow: what grows by its steps grows by it, though no step is known to be the one.
    if (countedRows(options.scenario).length > 1)
      recording.growthRequests.push(...leaks.map(({ track }) => ({ path: track.key, request: names[0]! })));
    return;
  }
  if (names.length > MOST_KINDS) {
    recording.notes.push(`Which of ${names.length} requests grows what was not tried; at most ${MOST_KINDS} are.`);
    return;
  }
  await recording.timed('isolation', on, `each of ${names.length} requests alone`, async () => {
    const rarest = Math.min(...leaks.map(({ rate }) => rate.perRequest));
    // Sent alone, a kind adds as much more often as it is a share of the load.
    const share = Math.max(...sharesOf(options.scenario).values());
    const requests = Math.min(MOST, Math.max(FEWEST, Math.ceil((FEWEST * share) / rarest)));
    const nameBy = async (gainsOf: GainsOf, open: readonly Judgement[]): Promise<Judgement[]> => {
      const connections = Math.min(options.connections, Math.ceil(requests / REQUESTS_PER_CONNECTION));
      const gains = await gainsByKind(gainsOf, names, requests, connections);
      return open.filter((leak) => !nameKinds(recording, leak, gains.get(leak.track.key) ?? [], requests));
    };
    let untold = (await withGainsBySizes(deps, leaks, (gainsOf) => nameBy(gainsOf, leaks))) ?? leaks;
    if (untold.some(({ track }) => isOffHeapKey(track.key))) untold = await nameBy(await gainsByReadings(deps), untold);
    untold = untold.filter((leak) => !nameByStack(recording, leak));
    if (untold.length > 0) {
      const mostSeconds = untold.length < leaks.length ? MOST_SECONDS_FOR_OTHERS : MOST_SECONDS;
      const left = await withGainsBySnapshots(deps, { times: names.length, mostSeconds }, (gainsOf) =>
        nameBy(gainsOf, untold),
      );
      if (left === null)
        recording.notes.push(
          `Which request grows ${untold.length} of ${leaks.length} leaks, which have no size that can be read alone, was not tried: the snapshots would take over ${mostSeconds} s.`,
        );
    }
    const { growthRequests, growthKinds } = recording;
    const shared = growthKinds.length === 0 ? '' : `, ${growthKinds.length} to several`;
    return `${growthRequests.length} of ${leaks.length} growing paths belong to one request${shared}`;
  });
}

/** By track key, what so many requests of each kind add. */
async function gainsByKind(
  gainsOf: GainsOf,
  names: readonly string[],
  requests: number,
  connections: number,
): Promise<Map<string, readonly Gain[]>> {
  const gains = new Map<string, readonly Gain[]>();
  for (const name of names) {
    const { answered, byTrack } = await gainsOf(requests, name, connections, (1000 * MOST_LOAD_SECONDS) / names.length);
    if (answered === 0) continue;
    for (const [path, gain] of byTrack)
      gains.set(path, [...(gains.get(path) ?? []), { name, gain: (Math.max(0, gain) * requests) / answered }]);
  }
  return gains;
}

/** Names the request of another leak whose objects were added by the same call of the same function; false: there is none. */
function nameByStack({ growthRequests, growthSites }: Recording, { track }: Judgement): boolean {
  const stackOf = (path: string): string | null => {
    const { frames, others = [] } = growthSites.find((row) => row.path === path)?.site ?? { frames: [] };
    const [inner, ...callers] = frames.filter(({ url }) => isFileUrl(url));
    return inner === undefined || callers.length === 0 || others.length > 0
      ? null
      : JSON.stringify([inner.url, inner.functionName, callers]);
  };
  const stack = stackOf(track.key);
  const alike = stack === null ? undefined : growthRequests.find(({ path }) => stackOf(path) === stack);
  if (alike !== undefined) growthRequests.push({ path: track.key, request: alike.request });
  return alike !== undefined;
}

/** Names the kind of request that nearly all of it was added by, or all that add objects to it; false: too little was added to tell. */
function nameKinds(
  { growthRequests, growthKinds }: Recording,
  { track, rate }: Judgement,
  rows: readonly Gain[],
  requests: number,
): boolean {
  const total = rows.reduce((sum, { gain }) => sum + gain, 0);
  const enough = track.unit === 'bytes' ? (rate.perRequest * requests) / 2 : FEWEST / 4;
  const sorted = rows.toSorted((a, b) => b.gain - a.gain);
  const [top] = sorted;
  if (top === undefined || total < enough) return false;
  if (top.gain >= NEARLY_ALL * total) growthRequests.push({ path: track.key, request: top.name });
  else if (track.unit !== 'bytes') {
    const kinds = sorted.filter(({ gain }) => gain >= Math.max(STRAY * total, FEWEST / 4));
    if (kinds.length > 1)
      growthKinds.push({
        path: track.key,
        kinds: kinds.map(({ name, gain }) => ({ name, perRequest: gain / requests })),
      });
  }
  return true;
}
