/** Gains of one run's loaded rounds and the requests that each had. */
export interface RoundGains {
  readonly gains: readonly number[];
  readonly requests: readonly number[];
}

export interface RateComparison {
  readonly outcome: 'faster' | 'slower' | 'same';
  /** Per request. */
  readonly baseRate: number;
  readonly headRate: number;
  /** Half the width of the 99.8 % interval of the difference, per request: differences within it say nothing. */
  readonly jointError: number;
}

/** One-sided 99.9 % quantiles of Student's t by degrees of freedom, from 1; beyond the table its last value. */
const T999 = [
  318.31, 22.33, 10.21, 7.173, 5.893, 5.208, 4.785, 4.501, 4.297, 4.144, 4.025, 3.93, 3.852, 3.787, 3.733, 3.686, 3.646,
  3.61, 3.579, 3.552,
] as const;
/** The same of the normal distribution, where the spread is known and not estimated. */
const Z999 = 3.09;
/** Two processes differ by more than their rounds do (timing of batches, pools, retries): smaller changes of a rate are none. */
const LEAST_CHANGE_OF_COUNTS = 1.1;
/** Retained bytes step with the capacity of tables and strings. */
const LEAST_CHANGE_OF_BYTES = 1.25;

/**
 * Whether two counted rates differ: the score test of two Poisson rates with a common dispersion
 * (McCullagh and Nelder, Generalized Linear Models, 1989, 4.5 and 9.2). Under one common rate R the difference has the variance
 * φ·R·(1/n₁ + 1/n₂), φ ≥ 1 from the rounds of both runs; where φ had to be estimated above 1 the quantile is Student's.
 */
export function compareCounts(base: RoundGains, head: RoundGains): RateComparison {
  const [b, h] = [pool(base), pool(head)];
  const common = Math.max(0, (b.total + h.total) / (b.requests + h.requests));
  const freedom = b.rounds + h.rounds - 2;
  const estimated = freedom > 0 ? (chiSquare(base, b.rate) + chiSquare(head, h.rate)) / freedom : 1;
  const dispersion = Math.max(1, estimated);
  const standardError = Math.sqrt(dispersion * common * (1 / b.requests + 1 / h.requests));
  const quantile = estimated > 1 ? studentT(freedom) : Z999;
  return outcomeOf(b.rate, h.rate, quantile * standardError, LEAST_CHANGE_OF_COUNTS);
}

/**
 * Whether two rates in bytes differ. Bytes are no counts, so the error is what the rounds differ by among each other: Welch's test on
 * rates weighted by requests.
 */
export function compareBytes(base: RoundGains, head: RoundGains): RateComparison {
  const [b, h] = [pool(base), pool(head)];
  const standardError = Math.sqrt(varianceOfRate(base, b.rate) + varianceOfRate(head, h.rate));
  const freedom = Math.min(b.rounds, h.rounds) - 1;
  return outcomeOf(b.rate, h.rate, studentT(freedom) * standardError, LEAST_CHANGE_OF_BYTES);
}

/** Growth per request over all rounds; 0 without requests. */
export function rateOf(sample: RoundGains): number {
  return pool(sample).rate;
}

function outcomeOf(baseRate: number, headRate: number, jointError: number, leastChange: number): RateComparison {
  const common = { baseRate, headRate, jointError };
  if (headRate - baseRate > jointError && headRate > leastChange * baseRate) return { ...common, outcome: 'faster' };
  if (baseRate - headRate > jointError && baseRate > leastChange * headRate) return { ...common, outcome: 'slower' };
  return { ...common, outcome: 'same' };
}

function pool({ gains, requests }: RoundGains): { total: number; requests: number; rate: number; rounds: number } {
  const total = sum(gains);
  const all = sum(requests);
  return { total, requests: Math.max(1, all), rate: all === 0 ? 0 : total / all, rounds: gains.length };
}

/** Pearson's χ² of the rounds against their common rate. */
function chiSquare({ gains, requests }: RoundGains, rate: number): number {
  if (rate <= 0) return 0;
  return sum(
    gains.map((gain, i) => (gain - rate * requests[i]!) ** 2 / Math.max(rate * requests[i]!, Number.MIN_VALUE)),
  );
}

function varianceOfRate({ gains, requests }: RoundGains, rate: number): number {
  if (gains.length < 2) return Number.POSITIVE_INFINITY;
  const scatter = sum(gains.map((gain, i) => (gain - rate * requests[i]!) ** 2 / requests[i]!));
  return scatter / (gains.length - 1) / sum(requests);
}

function studentT(freedom: number): number {
  return T999[Math.min(Math.max(freedom, 1), T999.length) - 1]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
