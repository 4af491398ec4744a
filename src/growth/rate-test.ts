import { sum } from './sum.ts';

/** One-sided 99 % normal quantile. */
const Z99 = 2.33;
/** From so many objects on, a normal band around the prediction holds; below it even none at all would lie within. */
const ENOUGH_FOR_NORMAL = 30;
/** So many that are predicted do not all stay away by chance. */
const ENOUGH_TO_MISS = 8;
/** Overdispersion is measured from few rounds; beyond this it would excuse anything. */
const MAX_DISPERSION = 10;

/** Rounds that disagree so much with one rate predict anything. */
export const ERRATIC = 3;

/** What all rounds so far say together of a growth per request. */
export interface GrowthRate {
  /** R = Σd / Σn. */
  readonly perRequest: number;
  readonly total: number;
  readonly requests: number;
  /** φ = χ² / (K − 1) of the rounds against one common rate, 1 … 10. */
  readonly dispersion: number;
}

/** What a rate lets expect of the next n requests. */
export interface Prediction {
  readonly rate: GrowthRate;
  readonly requests: number;
  readonly expected: number;
  readonly standardError: number;
}

/** Pools rounds of `gains[i]` objects over `requests[i]` requests. */
export function poolRate(gains: readonly number[], requests: readonly number[]): GrowthRate {
  const total = sum(gains);
  const allRequests = sum(requests);
  const perRequest = allRequests === 0 ? 0 : total / allRequests;
  let chiSquare = 0;
  for (const [i, gain] of gains.entries()) {
    const expected = perRequest * requests[i]!;
    if (expected > 0) chiSquare += (gain - expected) ** 2 / expected;
  }
  const dispersion = gains.length < 2 ? 1 : Math.min(MAX_DISPERSION, Math.max(1, chiSquare / (gains.length - 1)));
  return { perRequest, total, requests: allRequests, dispersion };
}

/** Whether each request adds the same in every round, within 1 %; rounds without requests add nothing. */
export function isConstant(gains: readonly number[], requests: readonly number[]): boolean {
  const { perRequest } = poolRate(gains, requests);
  return gains.every((gain, i) => {
    const expected = perRequest * requests[i]!;
    return Math.abs(gain - expected) <= Math.max(1.5, 0.01 * expected);
  });
}

/** se = √(φ · (pred + pred² / Σd)): the noise of the round to come and of the rate itself. */
export function predict(rate: GrowthRate, requests: number): Prediction {
  const expected = rate.perRequest * requests;
  const ofRate = rate.total > 0 ? expected ** 2 / rate.total : 0;
  return { rate, requests, expected, standardError: Math.sqrt(rate.dispersion * (expected + ofRate)) };
}

export type Outcome = 'as-predicted' | 'stopped' | 'burst';

/**
 * Judges a confirmation against its prediction. `stopped`: below `least` of it and less likely than 1 % at one common rate (a
 * plateau); `burst`: above both 150 % and four standard errors, which erratic rounds make as wide as anything (no evidence either way).
 */
export function compareWithPrediction(actual: number, prediction: Prediction, least: number): Outcome {
  const { expected, standardError } = prediction;
  // What leaks never becomes less, however the rounds before fall apart.
  if (actual <= 0 && expected >= ENOUGH_TO_MISS) return 'stopped';
  if (actual < least * expected && isUnlikelyFew(actual, prediction)) return 'stopped';
  const isErratic = prediction.rate.dispersion >= ERRATIC;
  if (actual > 1.5 * expected && (isErratic || actual > expected + 4 * standardError)) return 'burst';
  return 'as-predicted';
}

function isUnlikelyFew(actual: number, prediction: Prediction): boolean {
  const { rate, expected, standardError } = prediction;
  // Rounds that fall apart widen the band until none at all lies within: then growth that ended would never have stopped.
  const holdsNone = expected < Z99 * standardError;
  return rate.total < ENOUGH_FOR_NORMAL || holdsNone
    ? chanceOfSoFew(actual, prediction) < 0.01
    : actual < expected - Z99 * standardError;
}

/**
 * Probability that of all objects so few fall into the predicted requests when one rate holds for all of them: the
 * conditional test of two Poisson rates (Przyborowski and Wilenski 1940), a binomial sum, after overdispersion is divided
 * out.
 */
function chanceOfSoFew(actual: number, { rate, requests }: Prediction): number {
  const few = Math.floor(Math.max(0, actual) / rate.dispersion);
  const all = few + Math.round(rate.total / rate.dispersion);
  const share = requests / (rate.requests + requests);
  let logTerm = all * Math.log1p(-share);
  let chance = Math.exp(logTerm);
  for (let k = 1; k <= few; k++) {
    logTerm += Math.log((all - k + 1) / k) + Math.log(share) - Math.log1p(-share);
    chance += Math.exp(logTerm);
  }
  return chance;
}

/** Whether the last round's rate lies under 0.8 of the first one's, beyond 2.33 standard errors. */
export function isFalling(gains: readonly number[], requests: readonly number[]): boolean {
  if (gains.length < 3) return false;
  const first = gains[0]! / requests[0]!;
  const last = gains.at(-1)! / requests.at(-1)!;
  const error = errorOfDifference(gains[0]!, requests[0]!, gains.at(-1)!, requests.at(-1)!);
  return last < 0.8 * first && first - last > Z99 * error;
}

/** Standard errors by which a rate is clearly above the one before. */
const CLEARLY = 4;

/**
 * Whether a round's rate is clearly above that of the round before: a cache that fills becomes slower all the time, a leak of those requests
 * that meet a condition (a timer that fires too late) goes up and down.
 */
export function hasRisen(gains: readonly number[], requests: readonly number[]): boolean {
  return gains.some((gain, i) => {
    if (i === 0) return false;
    const [before, sent, sentBefore] = [gains[i - 1]!, requests[i]!, requests[i - 1]!];
    const error = errorOfDifference(before, sentBefore, gain, sent);
    return gain / sent - before / sentBefore > Math.max(CLEARLY * error, (0.1 * before) / sentBefore);
  });
}

/** Standard error of the difference of two rates, each of so many objects in so many requests. */
function errorOfDifference(first: number, ofFirst: number, second: number, ofSecond: number): number {
  return Math.sqrt(Math.max(first, 1) / ofFirst ** 2 + Math.max(second, 1) / ofSecond ** 2);
}
