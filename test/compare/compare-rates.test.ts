import { describe, expect, test } from 'vitest';
import { compareBytes, compareCounts, type RateComparison, type RoundGains } from '../../src/compare/compare-rates.ts';
import { createRandom } from '../../src/load/seeded-random.ts';
import { normal, poisson, type Uniform } from '../support/simulated-service.ts';

// Whether two runs of one service are ever told apart, on gains that exist as numbers only. Seeds are fixed: a failing
// row is a change of the test, never chance.

const PAIRS = 4000;
/** Requests of three rounds and a confirmation, on a quick service and on a slow one. */
const FAST = [2503, 4051, 3181, 19_471];
const SLOW = [101, 163, 127, 787];

type Model = (random: Uniform, requests: number) => number;

const steady =
  (rate: number): Model =>
  (random, n) =>
    poisson(random, rate * n);
const exact =
  (rate: number): Model =>
  (_, n) =>
    Math.round(rate * n);
/** Ten objects at once, every so often. */
const clumps =
  (rate: number): Model =>
  (random, n) =>
    10 * poisson(random, (rate * n) / 10);
/** Rounds whose rate is off by some per cent, as retries and timers are. */
const wavering =
  (rate: number, spread: number): Model =>
  (random, n) =>
    poisson(random, Math.max(0, rate * (1 + spread * normal(random))) * n);

function sample(model: Model, random: Uniform, requests: readonly number[]): RoundGains {
  return { requests, gains: requests.map((n) => model(random, n)) };
}

/** Share of pairs with an outcome; base and head have rounds of different sizes, as two runs do. */
function shareOf(outcome: RateComparison['outcome'], base: Model, head: Model, requests: readonly number[]): number {
  const words = createRandom(7);
  const random: Uniform = () => words() / 2 ** 32;
  let found = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const other = requests.map((n) => Math.round(n * (0.8 + 0.4 * random())));
    if (compareCounts(sample(base, random, requests), sample(head, random, other)).outcome === outcome) found++;
  }
  return found / PAIRS;
}

/** Largest share of pairs that may be told apart: 0.1 % is aimed at; rounds that waver by a share of themselves are no counts. */
const MODELS: [string, Model, readonly number[], number?][] = [
  ['1 object per request, exactly', exact(1), FAST],
  ['1 per request at random', steady(1), FAST],
  ['1 per request at random on a slow service', steady(1), SLOW],
  ['1 per 10', steady(0.1), FAST],
  ['1 per 10 on a slow service', steady(0.1), SLOW],
  ['1 per 100', steady(0.01), FAST],
  ['1 per 500', steady(0.002), FAST],
  ['10 at once, 1 per request', clumps(1), FAST],
  ['10 at once, 1 per 10', clumps(0.1), FAST],
  ['10 at once, 1 per request on a slow service', clumps(1), SLOW],
  ['1 per request, each round off by 5 %', wavering(1, 0.05), FAST, 0.005],
  ['1 per request, each round off by 15 %', wavering(1, 0.15), FAST, 0.01],
];

describe('two runs of one service', () => {
  test.each(MODELS)('are hardly ever told apart: %s', (_, model, requests, most = 0.002) => {
    expect(shareOf('faster', model, model, requests)).toBeLessThanOrEqual(most);
    expect(shareOf('slower', model, model, requests)).toBeLessThanOrEqual(most);
  });
});

describe('a leak that has become faster', () => {
  test.each<[string, Model, Model, readonly number[], number]>([
    ['twice as fast, exactly', exact(1), exact(2), SLOW, 1],
    ['twice as fast', steady(1), steady(2), FAST, 1],
    ['twice as fast on a slow service', steady(1), steady(2), SLOW, 1],
    ['by a fifth', steady(1), steady(1.2), FAST, 0.99],
    ['twice as fast at 1 per 10', steady(0.1), steady(0.2), FAST, 1],
    ['three times as fast at 1 per 100', steady(0.01), steady(0.03), FAST, 0.99],
    ['twice as fast, 10 at once', clumps(1), clumps(2), FAST, 0.95],
  ])('is seen: %s', (_, base, head, requests, power) => {
    expect(shareOf('faster', base, head, requests)).toBeGreaterThanOrEqual(power);
    expect(shareOf('slower', head, base, requests)).toBeGreaterThanOrEqual(power - 0.01);
  });

  test('by less than a tenth is the same leak, however exact the counts are', () => {
    expect(shareOf('faster', exact(1), exact(1.09), FAST)).toBe(0);
    expect(shareOf('faster', exact(1), exact(1.12), FAST)).toBe(1);
  });
});

describe('rates in bytes', () => {
  const requests = [1009, 1601, 1277, 5003];
  const gains = (perRequest: number, wobble = 0): RoundGains => ({
    requests,
    gains: requests.map((n, i) => Math.round(n * perRequest * (1 + wobble * (i % 2 === 0 ? 1 : -1)))),
  });

  test.each([
    [400, 400, 'same'],
    [400, 480, 'same'],
    [400, 4000, 'faster'],
    [4000, 400, 'slower'],
  ] as const)('of %i and %i are %s', (base, head, outcome) => {
    expect(compareBytes(gains(base), gains(head)).outcome).toBe(outcome);
  });

  test('that waver from round to round need to differ by more than that', () => {
    expect(compareBytes(gains(400, 0.4), gains(800, 0.4)).outcome).toBe('same');
    expect(compareBytes(gains(400, 0.01), gains(800, 0.01)).outcome).toBe('faster');
  });

  test('of a single round are never told apart', () => {
    const one = (bytes: number): RoundGains => ({ requests: [1000], gains: [bytes] });
    expect(compareBytes(one(1), one(1e9)).outcome).toBe('same');
  });
});

test('the joint error is told per request, and holds the difference of equal runs', () => {
  const base = { requests: [1000, 1600, 1300], gains: [100, 160, 130] };
  const { baseRate, headRate, jointError } = compareCounts(base, { ...base, gains: [110, 150, 135] });
  expect(baseRate).toBeCloseTo(0.1, 6);
  expect(headRate).toBeCloseTo(0.1013, 3);
  expect(jointError).toBeCloseTo(3.09 * Math.sqrt((0.1006 * 2) / 3900), 3);
});
