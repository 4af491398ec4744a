import { describe, expect, test } from 'vitest';
import { FIRST_FACTORS } from '../../src/growth/next-step.ts';
import { oneObjectPerRequests, requestsToSee } from '../../src/growth/sensitivity.ts';
import { sought, USUAL_RAREST } from '../../src/growth/suspects.ts';

describe('what rounds would have shown', () => {
  test.each([100, 1000, 10_000])('rounds made for 1 object per %i requests state at least that', (per) => {
    const unit = requestsToSee(1 / per, FIRST_FACTORS);
    const rounds = FIRST_FACTORS.map((factor) => Math.round(unit * factor));
    const seen = oneObjectPerRequests(rounds, 1 / per)!;
    expect(seen).toBeGreaterThanOrEqual(per);
    // And no more requests than it takes: the plan's margin is 99.8 % instead of 99 %.
    expect(seen).toBeLessThan(1.6 * per);
  });

  test('is less where the threshold is that of a usual run', () => {
    const rounds = [20_011, 32_401, 25_409];
    expect(oneObjectPerRequests(rounds, 1 / 1000)!).toBeGreaterThan(oneObjectPerRequests(rounds, USUAL_RAREST)!);
  });

  test('is unknown with fewer than three rounds', () => {
    expect(oneObjectPerRequests([100, 100], USUAL_RAREST)).toBeNull();
  });
});

test('a sensitivity above the usual one does not make the rule coarser', () => {
  expect(sought(1 / 10)).toBe(USUAL_RAREST);
  expect(sought(1 / 5000)).toBe(1 / 5000);
  expect(sought(null)).toBe(USUAL_RAREST);
});
