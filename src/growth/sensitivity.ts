import { fewestObjects } from './suspects.ts';

/**
 * The smallest leak that these rounds would have made a suspect with 99 % probability, as "one object per so many
 * requests": its objects arrive at random (Poisson), each round must gain at least one and all together the fewest that
 * count. null when nothing was judged.
 */
export function oneObjectPerRequests(rounds: readonly number[]): number | null {
  if (rounds.length < 3 || rounds.some((n) => n <= 0)) return null;
  const total = rounds.reduce((sum, n) => sum + n, 0);
  let low = 1 / total;
  let high = 1;
  if (chanceOfSuspicion(high, rounds) < 0.99) return null;
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (chanceOfSuspicion(middle, rounds) < 0.99) low = middle;
    else high = middle;
  }
  return Math.max(1, Math.floor(1 / high));
}

function chanceOfSuspicion(rate: number, rounds: readonly number[]): number {
  const total = rounds.reduce((sum, n) => sum + n, 0);
  const eachRound = rounds.reduce((product, n) => product * -Math.expm1(-rate * n), 1);
  return eachRound * poissonAtLeast(fewestObjects(total), rate * total);
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
