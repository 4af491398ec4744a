import { countText } from './count-text.ts';
import { isWithin, type Judgement, MOST_CONFIRMATIONS, MOSTLY_RELEASED } from './judge-track.ts';
import { poolRate } from './rate-test.ts';
import { Series } from './series.ts';
import { sum } from './sum.ts';
import type { LiveFacts, RoundFacts, Track } from './track.ts';

/** New objects in a confirmation, and as a share of what was there, that are worth another one. */
const FEWEST_GOING_ON = 100;
const LEAST_ADDED = 0.2;
/** Between the rates of two confirmations that are the same. */
const MOST_APART = 0.1;
/** The last confirmation over all loads before: a slow service has no time for one in which a cache would show that it fills. */
const LONG_ENOUGH = 1;

/**
 * What was let off, or was no suspect, may grow under the confirmations: a cache reaches its limit in the first of them and what it drops stays
 * elsewhere; one that evicts all it takes holds more and more. Where a confirmation still adds much, the one after it tells; three, of which the
 * last is as long as all loads before and adds the same for each request as the second, are a leak: a cache that fills would slow down, and
 * entries that live for a time are as many as the load is fast, and no more with the next.
 */
export function unlessItGoesOn(
  standing: Judgement | null,
  track: Track,
  rounds: readonly RoundFacts[],
  { bound, partial }: LiveFacts,
): Judgement | null {
  const isLetOff = standing === null || standing.status === 'plateau' || standing.status === 'released';
  if (!isLetOff || track.unit !== 'objects' || track.isFallback === true || partial !== null) return standing;
  const held = standing?.bound ?? bound;
  if (standing?.isLikeQueue === true || (held !== null && isWithin(held, track))) return standing;
  const series = new Series(track.values, rounds);
  if (wentByItself(series)) return standing;
  const { gains, requests } = series.of('confirmation');
  const [gain = 0, sent = 1] = [gains.at(-1), requests.at(-1)];
  if (gain < FEWEST_GOING_ON || gain < LEAST_ADDED * (track.values.at(-1)! - gain)) return standing;
  const rate = poolRate([gain], [sent]);
  const because = `it goes on: ${countText(gain)} more with ${countText(sent)} requests`;
  if (gains.length === 1) return standing && { ...standing, need: 'confirmation' };
  const before = gains.at(-2)! / requests.at(-2)!;
  if (gains.length < MOST_CONFIRMATIONS) {
    if (rate.perRequest < 0.5 * before) return standing;
    return { ...(standing ?? { track, rate, status: null, bound, because }), need: 'far-confirmation' };
  }
  const isAlike = Math.abs(rate.perRequest - before) <= MOST_APART * Math.max(rate.perRequest, before);
  const others = sum(series.of('round', 'confirmation').requests) - sent;
  if (!isAlike || sent < LONG_ENOUGH * others) return standing;
  const compared = `${because} where ${countText(before * sent)} were predicted by the load before`;
  return { track, rate, status: 'leak', need: null, bound, because: compared };
}

/** Whether next to all that the rounds left went while no requests came: entries that live for a time, as many as the load is fast. */
function wentByItself(series: Series): boolean {
  const left = sum(series.of('round').gains);
  return left > 0 && -sum(series.of('idle', 'wait').gains) >= MOSTLY_RELEASED * left;
}
