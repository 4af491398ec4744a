import { countText } from './count-text.ts';
import type { FindingStatus } from './finding.ts';
import {
  compareWithPrediction,
  ERRATIC,
  type GrowthRate,
  hasRisen,
  isConstant,
  isFalling,
  type Outcome,
  type Prediction,
  poolRate,
  predict,
} from './rate-test.ts';
import { Series } from './series.ts';
import { sum } from './sum.ts';
import { FEWEST_ROUNDS, fewestObjects, isSuspect } from './suspects.ts';
import type { DeclaredBound, LiveFacts, RoundFacts, Track } from './track.ts';

/** What the rule needs next to know more about a suspect. */
export type Need = 'rounds' | 'idle' | 'wait' | 'confirmation' | 'far-confirmation' | 'connections';

/** Where a suspect stands after the rounds so far. */
export interface Judgement {
  readonly track: Track;
  readonly rate: GrowthRate;
  /** null while `need` says what is missing; beside a need: what it is unless that shows otherwise. */
  readonly status: FindingStatus | null;
  readonly need: Need | null;
  /** How long a wait has to be that it needs, ms; absent: as long as usual. */
  readonly waitMs?: number;
  readonly bound: DeclaredBound | null;
  /** It went on as predicted and is let off for how little it gained in all. */
  readonly isLikeQueue?: boolean;
  /** Objects that it is to have gained in all, by the end of the next confirmation. */
  readonly goal?: number;
  /** Bytes of the largest step in which it grew, of which a confirmation has to see some. */
  readonly largestStep?: number;
  /** A sentence with the numbers. */
  readonly because: string;
}

/** Fewest new objects in a confirmation that make a leak. */
export const FEWEST_CONFIRMED = 30;
const FEWEST_CONFIRMED_DESCRIPTORS = 20;
/** Of a prediction; with less, growth has stopped. */
const LEAST_SHARE = 0.93;
/** Of a prediction that rounds make which do not agree; see `isClear`. */
const LEAST_CONFIRMED_SHARE = 0.5;
/** Of what the rounds left; of a leak all is there, and as much again of the same kind as came otherwise. */
const LEAST_SURVIVING = 0.8;
/** Of what the rounds left, gone while no requests came: then nothing that stays is among it. */
export const MOSTLY_RELEASED = 0.9;
const MOST_WAITS = 3;
const MOST_ROUNDS = 6;
export const MOST_CONFIRMATIONS = 3;

/**
 * Judges one track by the sequential rule: suspicion from three loaded rounds, falling rates get more rounds, then an
 * idle round, then confirmation by prediction. Returns null for a track that gives no suspicion. Pure: the same rounds
 * always give the same answer, live or from a captured folder. `rarest`: objects per request of the rarest leak looked for.
 */
export function judgeTrack(
  whole: Track,
  rounds: readonly RoundFacts[],
  facts: LiveFacts,
  rarest: number,
): Judgement | null {
  const { track, series } = sinceItGrows(whole, whereItGrows(rounds, facts.partial?.requests ?? null));
  const loaded = series.of('round');
  const isTooShort = loaded.gains.length < Math.min(FEWEST_ROUNDS, loadedOf(rounds));
  const isLate = beganLast(track, series);
  if (!isTooShort && !isLate && !isSuspect(track, loaded.gains, loaded.requests, rarest)) return null;
  const rate = poolRate(loaded.gains, loaded.requests);
  const judge = (status: FindingStatus | null, need: Need | null, because: string): Judgement => ({
    track: whole,
    rate,
    status,
    need,
    bound: facts.bound,
    because,
  });
  if (isLate)
    return judge(
      null,
      'rounds',
      `it gained ${rates(loaded.gains, loaded.requests)} per request, in the last round alone`,
    );
  if (isTooShort) {
    if (series.count('confirmation') > 0) return null;
    const same = rates(loaded.gains, loaded.requests);
    return judge(null, 'rounds', `it gained ${same} per request, though nothing in the round before`);
  }
  if (
    isFalling(loaded.gains, loaded.requests) &&
    loaded.gains.length < MOST_ROUNDS &&
    series.count('confirmation') === 0
  ) {
    return judge(null, 'rounds', `its rate falls: ${rates(loaded.gains, loaded.requests)} per request`);
  }
  if (series.count('idle') === 0)
    return judge(null, 'idle', `it gained ${rates(loaded.gains, loaded.requests)} per request`);

  const idle = judgeIdle(series, rate.total, facts);
  if (idle !== null) return judge(idle.status, idle.need, idle.because);

  const confirmations = series.of('confirmation');
  if (confirmations.gains.length === 0) return judge(null, 'confirmation', 'it stayed while no requests came');
  return judgeConfirmations(track, series, facts, rarest, judge);
}

/** Objects in each of so few rounds that agree by chance too often. */
const FEWEST_AGREEING = 30;

/**
 * The track from where it begins to grow: a first round that lost something tells nothing of two after it to which each request
 * added the same. A buffer that is made anew and longer leaves Node's pool (64 KiB since Node 24), a cache was emptied by the first snapshot.
 */
function sinceItGrows(track: Track, rounds: readonly RoundFacts[]): { track: Track; series: Series } {
  const { values, survivors, unit, leastPerRequest } = track;
  const whole = { track, series: new Series(values, rounds) };
  const { gains, requests } = whole.series.of('round');
  const first = gains.findIndex((gain) => gain > 0);
  if (first < 1 || gains.length - first < 2) return whole;
  const [grown, sent] = [gains.slice(first), requests.slice(first)];
  const isMuch = grown.every((gain, i) => gain >= (unit === 'bytes' ? leastPerRequest * sent[i]! : FEWEST_AGREEING));
  if (!isMuch || !isConstant(grown, sent)) return whole;
  let before = 0;
  for (let left = first; left > 0; ) if (rounds[++before]!.kind === 'round') left--;
  const later = [{ ...rounds[before]!, kind: 'baseline' as const }, ...rounds.slice(before + 1)];
  const rest = { ...track, values: values.slice(before), survivors: survivors?.slice(before) ?? null };
  return { track: rest, series: new Series(rest.values, later) };
}

/** Node's pools of small buffers are one of these (Node 20, 22) or eight (since Node 24). */
const POOL_BYTES = 8192;

/**
 * Whether bytes came in the last of the fewest rounds alone: one more tells a buffer that has left Node's pool, where its longer and longer copies
 * hide up to 64 KiB of it, from a step. Whole pools are steps; without these it was seen on none of 226 clean services.
 */
function beganLast({ unit, leastPerRequest }: Track, series: Series): boolean {
  const { gains, requests } = series.of('round');
  if (unit !== 'bytes' || gains.length !== FEWEST_ROUNDS || series.count('idle') > 0) return false;
  const isMuch = gains.map((gain, i) => gain >= leastPerRequest * requests[i]!);
  return isMuch.at(-1)! && !isMuch.slice(0, -1).some(Boolean) && gains.at(-1)! % POOL_BYTES !== 0;
}

function loadedOf(rounds: readonly RoundFacts[]): number {
  return rounds.filter(({ kind }) => kind === 'round').length;
}

/** Growth in some processes whose share of the requests is known as a band only. */
function isUncounted({ partial }: LiveFacts): boolean {
  return partial !== null && partial.requests === null;
}

/**
 * The rounds as the processes saw them that grow: their requests in place of all requests, scaled so that the loaded rounds
 * keep their sum and a rate is still one per request sent.
 */
function whereItGrows(rounds: readonly RoundFacts[], taken: readonly number[] | null): readonly RoundFacts[] {
  if (taken === null) return rounds;
  const overRounds = (of: (i: number) => number): number =>
    rounds.reduce((sum, { kind }, i) => sum + (kind === 'round' ? of(i) : 0), 0);
  const scale = overRounds((i) => rounds[i]!.requests) / overRounds((i) => taken[i]!);
  return rounds.map((round, i) => ({ ...round, requests: taken[i]! * scale }));
}

type Judge = (status: FindingStatus | null, need: Need | null, because: string) => Judgement;

function judgeIdle(
  series: Series,
  total: number,
  facts: LiveFacts,
): { status: FindingStatus | null; need: Need | null; because: string } | null {
  const quiet = series.of('idle', 'wait');
  const change = quiet.gains.reduce((sum, gain) => sum + gain, 0);
  const last = quiet.gains.at(-1)!;
  const shrinks = (gain: number): boolean => -gain > Math.max(2, 0.02 * total);
  if (shrinks(change)) {
    const share = Math.round((-100 * change) / total);
    const isGone = -change >= MOSTLY_RELEASED * total;
    // Half may go and half stay: what is left tells, or that it goes on for as long as anybody waits.
    if (!isGone && (!series.waited || (shrinks(last) && series.count('wait') < MOST_WAITS))) {
      return { status: null, need: 'wait', because: `${share} % were released so far while no requests came` };
    }
    if (isGone || shrinks(last)) {
      return {
        status: 'released',
        need: null,
        because:
          -change > total
            ? `all that the rounds left was released while no requests came, ${countText(-change)} in all`
            : `${-change} of ${total} were released while no requests came (${share} %)`,
      };
    }
  }
  const perSecond = change / quiet.seconds;
  const loaded = series.of('round');
  const background = perSecond * loaded.seconds;
  if (change > 2 && background > 0.5 * total) {
    return {
      status: 'background',
      need: null,
      because: `it grows by ${perSecond.toFixed(1)} a second without requests too`,
    };
  }
  if (facts.timer !== null && !facts.timer.repeats && !series.waited && facts.timer.delayMs <= 15_000) {
    return {
      status: null,
      need: 'wait',
      because: `they are timers of ${facts.timer.delayMs} ms that have not fired yet`,
    };
  }
  return null;
}

function judgeConfirmations(track: Track, series: Series, facts: LiveFacts, rarest: number, judge: Judge): Judgement {
  const loaded = series.of('round');
  const confirmations = series.of('confirmation');
  const fewest = track.unit === 'descriptors' ? FEWEST_CONFIRMED_DESCRIPTORS : FEWEST_CONFIRMED;
  const gone = whatIsGone(track, series);
  if (gone !== null && !isEven(series)) return judge('released', null, gone);
  const least = isUncounted(facts) ? 0.5 : LEAST_SHARE;
  const comparisons = confirmations.gains.map((_, i) => compare(track, loaded, confirmations, i, least));
  const all = series.of('round', 'confirmation');
  const rises = hasRisen(all.gains, all.requests);
  let stops = 0;
  for (const [i, actual] of confirmations.gains.entries()) {
    const requests = confirmations.requests[i]!;
    const { prediction, outcome, hasEnded } = comparisons[i]!;
    const compared = `${countText(actual)} ${track.unit === 'bytes' ? 'bytes more' : 'more'} with ${countText(requests)} requests where ${countText(prediction.expected)} were predicted`;
    if (outcome === 'stopped') {
      const perConnection = constantPerConnection(series);
      if (perConnection !== null) {
        // Told from a ring that is filling, or from chance, by a round with another number of connections.
        const varied = new Set(series.of('round', 'confirmation').connections).size > 1;
        return judge(varied ? 'per-connection' : null, varied ? null : 'connections', perConnection);
      }
      stops++;
      // Objects that come in clumps fall short by chance; a plateau does so again, and further.
      const isSlower = stops > 1 && !keepsPace(confirmations, i) && !rises;
      if (isSlower || hasEnded) return judge('plateau', null, `it stopped: ${compared}`);
    }
    // A wandering count is confirmed twice.
    const isExact = !isUncounted(facts) && prediction.rate.dispersion < ERRATIC;
    // Rounds that fall apart excuse any number; what is less than half of what they foretold confirms nothing.
    const isTold =
      i === 0 ? isExact && !isSlowing(actual, prediction) : isExact || isLast(i) || !isFading(actual, prediction);
    const isClear = actual >= LEAST_CONFIRMED_SHARE * prediction.expected && isTold;
    const holds = (outcome === 'as-predicted' && isClear) || stops === MOST_CONFIRMATIONS;
    if (holds && actual >= fewest) {
      if (facts.bound !== null && isWithin(facts.bound, track)) {
        return judge('plateau', null, `it declares ${limitOf(facts.bound)} and is still filling: ${compared}`);
      }
      const later = confirmations.gains.slice(i + 1);
      // Another track may have asked for more confirmations than this one needed: they can still overrule it.
      if (comparisons.slice(i + 1).some((comparison) => comparison.hasEnded)) continue;
      const gained = later.reduce((rest, gain) => rest - gain, track.values.at(-1)! - track.values[0]!);
      if (gained < track.leastTotal) {
        // What came after says whether it went on.
        if (later.length > 0) continue;
        return { ...judge('plateau', null, `${likeQueue(gained)}: ${compared}`), isLikeQueue: true };
      }
      // A store of six files of documents holds as many as fit into them: how many that is nothing tells but a longer load.
      // One that wanders holds at the second only, which may still be a filling one.
      if (facts.eviction !== null && i < (isExact ? 1 : 2)) {
        if (later.length > 0) continue;
        return judge(null, 'far-confirmation', `${compared}, and code removes from it while ${facts.eviction}`);
      }
      if (facts.isRemovedFrom && i === confirmations.gains.length - 1 && isSoonFull(gained, all, series)) {
        const because = `${compared}; code removes from it, and ${countText(gained)} entries may be few for it`;
        return { ...judge(null, 'confirmation', because), goal: FULL_ENOUGH };
      }
      return judgeTimedRemoval(series, facts, compared, judge) ?? judge('leak', null, compared);
    }
  }
  if (confirmations.gains.length < MOST_CONFIRMATIONS) {
    return judge(
      null,
      'confirmation',
      `one confirmation was not enough: ${countText(confirmations.gains.at(-1)!)} more`,
    );
  }
  const after = poolRate(confirmations.gains, confirmations.requests);
  const isNothing = track.unit !== 'bytes' && after.total < fewestObjects(after.requests, rarest);
  if (isNothing || isFarBelow(loaded, confirmations)) {
    return judge(
      'plateau',
      null,
      `it all but stopped: ${countText(after.total)} more with ${countText(after.requests)} requests`,
    );
  }
  const gained = track.values.at(-1)! - track.values[0]!;
  if (gained < track.leastTotal) {
    // Had they agreed, so little would have been none either.
    return judge('plateau', null, likeQueue(gained));
  }
  const disagreed = `${MOST_CONFIRMATIONS} confirmations did not agree with their predictions`;
  if (facts.bound !== null && isWithin(facts.bound, track))
    return judge('plateau', null, `it declares ${limitOf(facts.bound)} and is still filling: ${disagreed}`);
  return judge('undecided', null, disagreed);
}

/** Where code removes from a container under a condition that was not found, fewer entries may be what it is to hold; caches of thousands are common. */
const FULL_ENOUGH = 5250;
const SOON_SECONDS = 10;

/** Whether another confirmation fills it in so short a time. */
function isSoonFull(gained: number, { gains, requests }: Rounds, series: Series): boolean {
  if (gained >= FULL_ENOUGH || series.count('confirmation') >= MOST_CONFIRMATIONS) return false;
  const missing = (FULL_ENOUGH - gained) / poolRate(gains, requests).perRequest;
  const { seconds } = series.of('round', 'confirmation');
  return missing <= (SOON_SECONDS * sum(requests)) / seconds;
}

/** A minute's window and some seconds more are waited for; what is emptied less often is taken at its code's word, if that says all. */
const LONGEST_REMOVAL_WAIT_MS = 75_000;

/** What is begun anew may stay for one more window as the one before, with all that it holds. */
const WINDOWS = 2;

/** What a timer will remove is no leak yet: whether it does is seen by waiting for it. */
function judgeTimedRemoval(
  series: Series,
  { timedRemoval }: LiveFacts,
  compared: string,
  judge: Judge,
): Judgement | null {
  if (timedRemoval === null) return null;
  const { code, delayMs, isWhole } = timedRemoval;
  const timer = `a timer of ${countText(delayMs / 1000)} s (${code})`;
  if (delayMs <= LONGEST_REMOVAL_WAIT_MS) {
    if (series.count('wait', delayMs / 1000) >= (isWhole ? WINDOWS : 1)) return null;
    return {
      ...judge(null, 'wait', `${compared}, before ${timer} that may remove from it was waited for`),
      waitMs: delayMs,
    };
  }
  if (isWhole) {
    const bound = { property: timer, limit: Number.POSITIVE_INFINITY, fits: true };
    return { ...judge('plateau', null, `${timer} empties it, and until then it is filling: ${compared}`), bound };
  }
  return judge('leak', null, `${compared}; ${timer} removes from it, for which no run waits`);
}

/**
 * Of what the rounds under load left behind, whether some was released since: entries of a cache that live for a time go while
 * others come, and their number may grow as foretold for as long as the load becomes faster. What leaks stays.
 */
function whatIsGone({ survivors }: Track, series: Series): string | null {
  if (survivors == null) return null;
  const left = series.of('round').gains.reduce((sum, gain) => sum + gain, 0);
  const there = series.sumAt('round', survivors);
  if (there >= LEAST_SURVIVING * left) return null;
  return `it gained ${countText(left)} in the rounds, and ${countText(there)} of what they left are there after the confirmation: they are released after a while`;
}

/** Whether each request adds the same in every round: then the objects are new copies of those that went. */
function isEven(series: Series): boolean {
  const { gains, requests } = series.of('round', 'confirmation');
  return isConstant(gains, requests);
}

/** Whether the heap can hold the container full, and it is not past that: a limit that it has passed holds nothing. */
export function isWithin({ fits, limit }: DeclaredBound, { values }: Track): boolean {
  return fits && values.at(-1)! <= 1.05 * limit;
}

/** `max = 500`, `pages.size > limit = 500`; a number that is written there already is not said again. */
function limitOf({ property, limit, weight }: DeclaredBound): string {
  const declared = weight?.limit ?? limit;
  const text = property.endsWith(String(declared)) ? property : `${property} = ${countText(declared)}`;
  return weight === undefined ? text : `${text}, of which ${countText(weight.used)} are used,`;
}

function likeQueue(gained: number): string {
  return `it gained ${countText(gained)} in all, as a queue does that is compacted now and then`;
}

interface Comparison {
  readonly prediction: Prediction;
  readonly outcome: Outcome;
  /** It stopped, and not by a little. */
  readonly hasEnded: boolean;
}

type Rounds = Pick<ReturnType<Series['of']>, 'gains' | 'requests'>;

/**
 * Confirmation `index` against the loaded rounds alone, and against these with all earlier confirmations: a cache that
 * fills slowly hides its decline in the second, a rare leak its noise in the first. Stopped when either says so.
 */
function compare(track: Track, loaded: Rounds, confirmations: Rounds, index: number, least: number): Comparison {
  const actual = confirmations.gains[index]!;
  const requests = confirmations.requests[index]!;
  const pooled = predict(
    poolRate(
      [...loaded.gains, ...confirmations.gains.slice(0, index)],
      [...loaded.requests, ...confirmations.requests.slice(0, index)],
    ),
    requests,
  );
  // Descriptors are closed late, so half of the prediction is enough.
  if (track.unit === 'descriptors' && actual >= 0.5 * pooled.expected)
    return { prediction: pooled, outcome: 'as-predicted', hasEnded: false };
  const first = predict(poolRate(loaded.gains, loaded.requests), requests);
  const prediction = compareWithPrediction(actual, first, least) === 'stopped' ? first : pooled;
  const outcome = compareWithPrediction(actual, prediction, least);
  return { prediction, outcome, hasEnded: outcome === 'stopped' && actual < 0.5 * prediction.expected };
}

/** Rounds whose own rates fall apart foretell nothing exactly, but what they foretold was never half reached. */
function isFarBelow(loaded: Rounds, { gains, requests }: Rounds): boolean {
  const { perRequest } = poolRate(loaded.gains, loaded.requests);
  return gains.every((gain, i) => gain < 0.5 * perRequest * requests[i]!);
}

/** Whether a confirmation's rate is that of the confirmations before it: rounds that had more by chance foretell too much. */
function keepsPace({ gains, requests }: Rounds, index: number): boolean {
  const before = poolRate(gains.slice(0, index), requests.slice(0, index));
  return gains[index]! >= 0.96 * before.perRequest * requests[index]!;
}

/** A few per cent below the prediction can be chance or a large cache; another confirmation tells. */
function isSlowing(actual: number, { expected }: Prediction): boolean {
  return actual < 0.96 * expected;
}

/** Rounds that fall apart excuse what is missing; another confirmation tells whether a cache was full. */
function isFading(actual: number, { expected }: Prediction): boolean {
  return actual < 0.9 * expected;
}

function isLast(confirmation: number): boolean {
  return confirmation === MOST_CONFIRMATIONS - 1;
}

/** Growth that is the same in every loaded round whatever its number of requests, one or more for each connection. */
function constantPerConnection(series: Series): string | null {
  const all = series.of('round', 'confirmation');
  const per = all.gains.map((gain, i) => gain / all.connections[i]!);
  const smallest = Math.min(...per);
  const largest = Math.max(...per);
  if (per.length < 4 || smallest < 0.5 || largest - smallest > Math.max(0.2, 0.15 * largest)) return null;
  return `it gained ${smallest.toFixed(2)}–${largest.toFixed(2)} for each connection in every round, whatever the number of requests`;
}

function rates(gains: readonly number[], requests: readonly number[]): string {
  return gains.map((gain, i) => (gain / requests[i]!).toFixed(3)).join(', ');
}
