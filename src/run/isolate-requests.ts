import type { Recording } from '../capture/recording.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { countedRows, sharesOf } from '../load/scenario.ts';
import { type GainsOf, gainsBySizes, withGainsBySnapshots } from './measure-gains.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Requests of one kind that are sent to see what they add. */
const FEWEST = 20;
const MOST = 400;
/** Kinds of requests that are tried; a longer scenario keeps its findings without a request. */
const MOST_KINDS = 12;
/** One kind is named when it adds nearly everything. */
const NEARLY_ALL = 0.9;
/** More is not spent on snapshots that only tell requests apart. */
const MOST_SECONDS = 20;

/** What each kind of request added, sent alone. */
interface Gain {
  readonly name: string;
  readonly gain: number;
}

/**
 * With several requests in the scenario: sends each kind alone and looks what it adds, so that a finding can say on which
 * request it grows: by the live sizes of the leaking containers, and by a snapshot after each kind for what has no size (texts,
 * timers, descriptors, memory outside the heap, growth along several ways). Runs after the verdict; what it adds is judged no more.
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
      const gains = await gainsByKind(gainsOf, names, requests);
      return open.filter((leak) => !nameOne(recording, leak, gains.get(leak.track.key) ?? [], requests));
    };
    const untold = await nameBy(await gainsBySizes(deps, leaks), leaks);
    if (untold.length > 0) {
      const left = await withGainsBySnapshots(deps, { times: names.length, mostSeconds: MOST_SECONDS }, (gainsOf) =>
        nameBy(gainsOf, untold),
      );
      if (left === null)
        recording.notes.push('Which request grows what has no size of its own was not tried: snapshots take too long.');
    }
    return `${recording.growthRequests.length} of ${leaks.length} growing paths belong to one request`;
  });
}

/** By track key. */
async function gainsByKind(
  gainsOf: GainsOf,
  names: readonly string[],
  requests: number,
): Promise<Map<string, readonly Gain[]>> {
  const gains = new Map<string, readonly Gain[]>();
  for (const name of names)
    for (const [path, gain] of await gainsOf(requests, name, 1))
      gains.set(path, [...(gains.get(path) ?? []), { name, gain: Math.max(0, gain) }]);
  return gains;
}

/** Names the kind of request that nearly all of it was added by, if one did; false: too little was added to tell. */
function nameOne(
  { growthRequests }: Recording,
  { track, rate }: Judgement,
  rows: readonly Gain[],
  requests: number,
): boolean {
  const total = rows.reduce((sum, { gain }) => sum + gain, 0);
  const enough = track.unit === 'bytes' ? (rate.perRequest * requests) / 2 : FEWEST / 4;
  const top = rows.toSorted((a, b) => b.gain - a.gain)[0];
  if (top === undefined || total < enough) return false;
  if (top.gain >= NEARLY_ALL * total) growthRequests.push({ path: track.key, request: top.name });
  return true;
}
