import type { Track } from './track.ts';

/** A round counts from here on; fewer than three loaded rounds decide nothing. */
export const FEWEST_ROUNDS = 3;

/** Objects per request of the rarest leak that is looked for, where nothing else is asked. */
export const USUAL_RAREST = 1 / 500;

/** What a run looks for: what was asked, and never less than usual. */
export function sought(sensitivity: number | null): number {
  return Math.min(USUAL_RAREST, sensitivity ?? USUAL_RAREST);
}

/**
 * Objects that the loaded rounds must gain together before a path is looked at further: 40 % of what the rarest leak looked
 * for would add, and at least 6 (by default max(6, 0.0008 N)). Clean services showed no path that grew in three rounds
 * running, so the threshold only spares confirmations.
 */
export function fewestObjects(requests: number, rarest: number): number {
  return Math.max(6, 0.4 * rarest * requests);
}

/**
 * Whether a track deserves a closer look: it gained in each of the last three loaded rounds, and enough together. Bytes
 * outside the heap come in steps (Buffer pools of 8 KB), so their rates must agree within a factor of two as well.
 */
export function isSuspect(
  track: Pick<Track, 'unit' | 'leastPerRequest'>,
  gains: readonly number[],
  requests: readonly number[],
  rarest: number,
): boolean {
  if (gains.length < FEWEST_ROUNDS) return false;
  if (!gains.slice(-FEWEST_ROUNDS).every((gain) => gain > 0)) return false;
  const total = requests.reduce((sum, n) => sum + n, 0);
  const gained = gains.reduce((sum, gain) => sum + gain, 0);
  if (track.unit !== 'bytes') return gained >= Math.max(fewestObjects(total, rarest), track.leastPerRequest * total);
  const rates = gains.slice(-FEWEST_ROUNDS).map((gain, i) => gain / requests.slice(-FEWEST_ROUNDS)[i]!);
  return gained >= track.leastPerRequest * total && Math.min(...rates) > 0.5 * Math.max(...rates);
}
