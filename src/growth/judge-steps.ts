import { countText } from './count-text.ts';
import { type Judgement, MOST_CONFIRMATIONS } from './judge-track.ts';
import { poolRate } from './rate-test.ts';
import { Series } from './series.ts';
import { FEWEST_ROUNDS } from './suspects.ts';
import type { RoundFacts, Track } from './track.ts';

/** Seen on none of 560 runs of other services: outside the heap and its ArrayBuffers little else comes and stays. */
const LEAST_BYTES = 1_048_576;
const LEAST_BYTES_PER_REQUEST = 256;
/** A confirmation, or all of them, in which no more steps than these are to be expected tells nothing. */
const FEWEST_STEPS = 2;
/** Of what the rounds foretell, to be seen in one confirmation, and in several together. */
const SHARE_AT_ONCE = 0.7;
const LEAST_SHARE = 0.5;

/**
 * Judges a track by that part of it which comes in few large steps: a WebAssembly memory grows by a fifth of its size at a time
 * (Emscripten's default, MEMORY_GROWTH_GEOMETRIC_STEP), so that some rounds get a step and others none, and no rate agrees with
 * another. Confirmations are long enough for some steps. Returns null where nothing comes in such steps.
 */
export function judgeSteps(track: Track, rounds: readonly RoundFacts[]): Judgement | null {
  if (track.inSteps === undefined) return null;
  const series = new Series(track.inSteps, rounds);
  const loaded = series.of('round');
  const rate = poolRate(loaded.gains, loaded.requests);
  const least = Math.max(LEAST_BYTES, LEAST_BYTES_PER_REQUEST * rate.requests);
  if (loaded.gains.length < FEWEST_ROUNDS || rate.total < least) return null;
  const largestStep = Math.max(...loaded.gains);
  const judge = (status: Judgement['status'], need: Judgement['need'], because: string): Judgement => ({
    track,
    rate,
    status,
    need,
    bound: null,
    largestStep,
    because,
  });
  const gained = `it gained ${countText(rate.total)} bytes with ${countText(rate.requests)} requests, in steps`;
  if (series.count('idle') === 0) return judge(null, 'idle', gained);
  const confirmations = series.of('confirmation');
  const { total, requests } = poolRate(confirmations.gains, confirmations.requests);
  const predicted = rate.perRequest * requests;
  const compared = `${countText(total)} bytes more with ${countText(requests)} requests where ${countText(predicted)} were predicted, in steps`;
  if (predicted >= FEWEST_STEPS * largestStep) {
    const isOne = confirmations.gains.length === 1;
    if (total >= (isOne ? SHARE_AT_ONCE : LEAST_SHARE) * predicted) return judge('leak', null, compared);
    if (confirmations.gains.at(-1)! <= 0) return judge('plateau', null, `it stopped: ${compared}`);
  }
  if (confirmations.gains.length < MOST_CONFIRMATIONS) return judge(null, 'confirmation', gained);
  return judge('undecided', null, compared);
}
