import { fewestObjects } from './suspects.ts';

const PROBABILITY = 0.99;
/** A plan aims higher: some of what is seen is lost again when a confirmation falls short by chance. */
const PLANNED_PROBABILITY = 0.998;

/**
 * The smallest leak that these rounds would have made a suspect with 99 % probability, as "one object per so many
 * requests": its objects arrive at random (Poisson), each round must gain at least one and all together the fewest that
 * count for the `rarest` leak looked for. null when nothing was judged.
 */
export function oneObjectPerRequests(rounds: readonly number[], rarest: number): number | null {
  if (rounds.length < 3 || rounds.some((n) => n <= 0)) return null;
  const total = rounds.reduce((sum, n) => sum + n, 0);
  let low = 1 / total;
  let high = 1;
  if (chanceOfSuspicion(high, rounds, rarest) < PROBABILITY) return null;
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (chanceOfSuspicion(middle, rounds, rarest) < PROBABILITY) low = middle;
    else high = middle;
  }
  return Math.max(1, Math.floor(1 / high));
}

/**
 * Requests of the first of several rounds, whose sizes are as `factors`, so that a leak of `rarest` objects per request is
 * found with 99 % probability.
 */
export function requestsToSee(rarest: number, factors: readonly number[]): number {
  const chance = (unit: number): number =>
    chanceOfSuspicion(
      rarest,
      factors.map((factor) => factor * unit),
      rarest,
    );
  let low = 1;
  let high = 1 / rarest;
  while (chance(high) < PLANNED_PROBABILITY) high *= 2;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (chance(middle) < PLANNED_PROBABILITY) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}

function chanceOfSuspicion(rate: number, rounds: readonly number[], rarest: number): number {
  const total = rounds.reduce((sum, n) => sum + n, 0);
  const eachRound = rounds.reduce((product, n) => product * -Math.expm1(-rate * n), 1);
  return eachRound * poissonAtLeast(fewestObjects(total, rarest), rate * total);
}

function poissonAtLeast(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}
