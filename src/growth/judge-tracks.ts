import { unlessItGoesOn } from './goes-on.ts';
import { judgeSteps } from './judge-steps.ts';
import { isWithin, type Judgement, judgeTrack, MOST_CONFIRMATIONS } from './judge-track.ts';
import { isConstant } from './rate-test.ts';
import { Series } from './series.ts';
import { USUAL_RAREST } from './suspects.ts';
import { type DeclaredBound, type LiveFacts, NOTHING_KNOWN, type RoundFacts, type Track } from './track.ts';

/**
 * Judges every track, `rarest` being the objects per request of the rarest leak looked for, and keeps the topmost: what grows below a path with the same standing is its content. A path below
 * one that stands differently (a leak inside the entries of a full cache) is kept.
 */
export function judgeTracks(
  tracks: readonly Track[],
  rounds: readonly RoundFacts[],
  live: ReadonlyMap<string, LiveFacts>,
  rarest = USUAL_RAREST,
): Judgement[] {
  const judged = new Map<string, Judgement>();
  for (const track of tracks) {
    const facts = factsOf(track, live);
    const usual = judgeTrack(track, rounds, facts, rarest);
    const isLetOff = usual === null || usual.status === 'plateau';
    const standing = (isLetOff ? judgeSteps(track, rounds) : null) ?? usual;
    const judgement = unlessItGoesOn(standing, track, rounds, facts);
    if (judgement !== null) judged.set(track.key, judgement);
  }
  for (const judgement of releasedWithTwins(judged)) judged.set(judgement.track.key, judgement);
  for (const judgement of maybeMoved([...judged.values()], rounds)) judged.set(judgement.track.key, judgement);
  for (const judgement of awaitedTogether([...judged.values()])) judged.set(judgement.track.key, judgement);
  for (const judgement of doubtfulQueues([...judged.values()], rounds)) judged.set(judgement.track.key, judgement);
  const telling = [...judged.values()].filter((judgement) => tellsOfTheHeap(judgement));
  // What is released or comes without requests is not in a count to which each request adds the same and nothing else does.
  const lasting = telling.filter(({ status }) => status !== 'released' && status !== 'background');
  const isToldElsewhere = ({ track, status }: Judgement): boolean =>
    ((status === 'leak' || status === null) && isExact(track, rounds) ? lasting : telling).length > 0;
  return [...judged.values()].filter(
    (judgement) =>
      !(judgement.track.isFallback === true && isToldElsewhere(judgement)) &&
      !judgement.track.ancestors.some((key) => {
        const above = judged.get(key);
        if (above === undefined) return false;
        // The content of a cache that declares its bound and is still filling grows just like a leak's.
        const isFilling = above.status === 'plateau' && above.bound !== null && isWithin(above.bound, above.track);
        const isItsContent = above.status === 'released' && !outlived(judgement, above, rounds);
        return above.status === 'leak' || isItsContent || above.status === judgement.status || isFilling;
      }),
  );
}

const FEWEST_PLACES = 2;

/** Of what the rounds left, by what went without requests: most of what is above, next to nothing of what is below. */
const MOST_GONE = 0.5;
const HARDLY_GONE = 0.1;

/** Whether a track stayed where what is above it went: entries of a store below the timers that were to remove them, say. */
function outlived({ track }: Judgement, { track: above }: Judgement, rounds: readonly RoundFacts[]): boolean {
  return (
    new Series(above.values, rounds).shareGone >= MOST_GONE && new Series(track.values, rounds).shareGone <= HARDLY_GONE
  );
}

/** The compiled form of each of 780 rules: there is one place for it in each. One place alone is a container's. */
function boundOfPlaces(places: number | null): DeclaredBound | null {
  return places === null || places < FEWEST_PLACES
    ? null
    : { property: `one place in each of ${places}`, limit: places, fits: true };
}

/** What is evicted goes with its content: code that removes from a container removes from what is below it, too. */
function factsOf({ key, ancestors, places }: Track, live: ReadonlyMap<string, LiveFacts>): LiveFacts {
  const known = live.get(key) ?? NOTHING_KNOWN;
  const own = { ...known, bound: known.bound ?? boundOfPlaces(places ?? null) };
  const [eviction = null] = [key, ...ancestors].flatMap((each) => live.get(each)?.eviction ?? []);
  const [timedRemoval = null] = [key, ...ancestors].flatMap((each) => live.get(each)?.timedRemoval ?? []);
  return { ...own, eviction, timedRemoval };
}

/** Sizes that go on as predicted while what makes them up is released after a while. */
function releasedWithTwins(judged: ReadonlyMap<string, Judgement>): Judgement[] {
  return [...judged.values()].flatMap((judgement) => {
    const twin = judgement.track.twin == null ? undefined : judged.get(judgement.track.twin);
    if (judgement.status !== 'leak' || twin?.status !== 'released') return [];
    return [{ ...judgement, status: 'released' as const, because: twin.because }];
  });
}

/** Between the gains of two tracks that count the same objects. */
const MOST_APART = 0.02;

function gainedAsMuch({ rate: { total } }: Judgement): (other: Judgement) => boolean {
  return ({ rate }) => Math.abs(rate.total - total) <= MOST_APART * total;
}

/**
 * A class, or the size of a container, that goes on while a path that gained as much was released by the only wait: a store of two windows moves what one
 * held into the other, where it stays for another. They are waited for as long again.
 */
function maybeMoved(judgements: readonly Judgement[], rounds: readonly RoundFacts[]): Judgement[] {
  const [wait, ...others] = rounds.filter(({ kind }) => kind === 'wait');
  if (wait === undefined || others.length > 0) return [];
  const released = judgements.filter(({ status, track }) => status === 'released' && track.unit === 'objects');
  return judgements
    .filter(({ status, track }) => status === 'leak' && track.unit === 'objects')
    .filter(({ track }) => track.isFallback === true || track.twin !== undefined)
    .filter((judgement) => released.some(gainedAsMuch(judgement)))
    .map((judgement) => ({
      ...judgement,
      status: null,
      need: 'wait',
      waitMs: wait.seconds * 1000,
      because: `${judgement.because}, though as many were released elsewhere, which may have moved on`,
    }));
}

/** What gained as much as a container from which a timer will remove, which is waited for: the timers themselves, one for each entry. */
function awaitedTogether(judgements: readonly Judgement[]): Judgement[] {
  const awaited = judgements.filter(({ need, waitMs }) => need === 'wait' && waitMs !== undefined);
  return judgements
    .filter(({ status, track }) => status === 'leak' && track.unit === 'objects')
    .flatMap((judgement): Judgement[] => {
      const twin = awaited.find(gainedAsMuch(judgement));
      if (twin === undefined) return [];
      return [{ ...judgement, status: null, need: 'wait', waitMs: twin.waitMs!, because: twin.because }];
    });
}

/**
 * Containers that are let off as queues although there are more of them than requests are ever under way: sixty lists that
 * all go on as predicted are asked again, until each has passed what a queue may hold, or has stopped.
 */
function doubtfulQueues(judgements: readonly Judgement[], rounds: readonly RoundFacts[]): Judgement[] {
  const queues = judgements.filter(({ track, isLikeQueue }) => isLikeQueue === true && track.isFallback !== true);
  const confirmations = rounds.filter(({ kind }) => kind === 'confirmation').length;
  if (queues.length <= connectionsUnderLoad(rounds) || confirmations >= MOST_CONFIRMATIONS) return [];
  const why = `they are ${queues.length}, more than requests are under way`;
  return queues.map((queue) => ({ ...queue, status: null, need: 'confirmation', because: `${queue.because}; ${why}` }));
}

/** Whether each request adds the same in every round, and a round without requests nothing. */
function isExact({ values }: Track, rounds: readonly RoundFacts[]): boolean {
  const gains = rounds.map((_, i) => (i === 0 ? 0 : values[i]! - values[i - 1]!));
  return isConstant(
    gains,
    rounds.map(({ requests }) => requests),
  );
}

/** Requests that are under way at once in the loaded rounds; a confirmation over more connections is too short to fill queues. */
export function connectionsUnderLoad(rounds: readonly RoundFacts[]): number {
  return Math.max(0, ...rounds.filter(({ kind }) => kind === 'round').map(({ connections }) => connections));
}

/** Whether a track that is no fallback explains growth of the heap, or may yet; one that stopped explains none that goes on. */
function tellsOfTheHeap({ track, status, need, bound }: Judgement): boolean {
  if (track.isFallback === true || track.unit !== 'objects') return false;
  if (status === 'plateau') return bound !== null && isWithin(bound, track);
  return need !== null || status !== 'undecided';
}
