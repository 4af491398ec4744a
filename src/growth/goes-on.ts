import { countText } from './count-text.ts';
import type { FindingStatus } from './finding.ts';
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
/** Of the last one's rate, the first one's: what keeps growing had no better times. */
const MOST_BEFORE = 1.25;
/** The last confirmation over all loads before: a slow service has no time for one in which a cache would show that it fills. */
const LONG_ENOUGH = 1;

const LET_OFF: readonly (FindingStatus | null)[] = ['plateau', 'released', 'undecided'];

/**
 * What was let off or left undecided, or was no suspect, may grow under the confirmations: a cache reaches its limit in the first of them and what it drops stays
 * elsewhere; one that evicts all it takes holds more and more. Where a confirmation still adds much, the one after it tells; three, of which the
 * last is as long as all loads before and adds the same for each request as the second, are a leak: a cache that fills would slow down, and
 * entries that live for a time are as many as the load is fast, and no more with the next.
 */
export function unlessItGoesOn(
  standing: Judgement | null,
  track: Track,
  rounds: readonly RoundFacts[],
  facts: LiveFacts,
): Judgement | null {
  const { bound, partial } = facts;
  const isLetOff = standing === null || LET_OFF.includes(standing.status);
  if (!isLetOff || track.unit !== 'objects' || track.isFallback === true || partial !== null) return standing;
  const held = standing?.bound ?? bound;
  if (standing?.isLikeQueue === true || (held !== null && isWithin(held, track))) return standing;
  const series = new Series(track.values, rounds);
  // Entries that live for a time, as many as the load is fast.
  if (series.shareGone >= MOSTLY_RELEASED) return standing && unlessItStays(standing, series, facts);
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
  // A pace that comes and goes makes two alike by chance.
  if (gains[0]! / requests[0]! > MOST_BEFORE * rate.perRequest) return standing;
  const others = sum(series.of('round', 'confirmation').requests) - sent;
  if (!isAlike || sent < LONG_ENOUGH * others) return standing;
  const compared = `${because} where ${countText(before * sent)} were predicted by the load before`;
  return { track, rate, status: 'leak', need: null, bound, because: compared };
}

/** Of what the rounds foretell; with less that stays, entries have only lived until the end of the load. */
const LEAST_STAYING = 0.5;
/** What takes longer to go is taken to go again. */
const LONGEST_WAIT_AGAIN_S = 15;
const WAIT_FOR_SWEEP_S = 12;
/** Confirmations after which what went before has stayed. */
const FEWEST_STAYING = 2;

/**
 * What went after the short first rounds goes after a longer load, too: timers that remove an entry only where they are not late leave all that
 * expires under a load. It is waited for as before; what stays, twice, is a leak.
 */
function unlessItStays(standing: Judgement, series: Series, { timedRemoval }: LiveFacts): Judgement {
  const confirmed = series.confirmed();
  const last = confirmed.at(-1);
  const { perRequest } = standing.rate;
  const least = (requests: number): number => Math.max(FEWEST_GOING_ON, LEAST_STAYING * perRequest * requests);
  if (last === undefined || last.gain < least(last.requests)) return standing;
  const { gain, requests, quiet } = last;
  const quietBefore = series.of('idle', 'wait').seconds - sum(confirmed.map((each) => each.quiet.seconds));
  const stays = (each: typeof last): boolean => each.gain + each.quiet.gain >= least(each.requests);
  // A sweep may have come just in time before.
  const longer = stays(last) && quiet.seconds >= quietBefore ? WAIT_FOR_SWEEP_S : 0;
  const seconds = Math.max(quietBefore, longer, (timedRemoval?.delayMs ?? 0) / 1000);
  if (seconds > LONGEST_WAIT_AGAIN_S) return standing;
  if (quiet.seconds < seconds) {
    const because = `${standing.because}; ${countText(gain)} more with ${countText(requests)} requests are waited for likewise`;
    return { ...standing, need: 'wait', waitMs: 1000 * (seconds - quiet.seconds), because };
  }
  if (!stays(last)) return standing;
  const because = `what short rounds left was released while no requests came, and ${countText(gain + quiet.gain)} of a load of ${countText(requests)} requests stayed`;
  if (confirmed.filter(stays).length < FEWEST_STAYING)
    return { ...standing, status: null, need: 'confirmation', because };
  return { ...standing, status: 'leak', need: null, because };
}
