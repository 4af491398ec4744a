import { describe, expect, it } from 'vitest';
import { findWatchedGrowth, leastWatchedGrowth } from '../../src/growth/watched-growth.ts';

const N = [0, 1009, 1627, 1277];

/** Snapshots of loaded rounds, then quiet ones, with what a heap gained before each. */
function watch(gains: readonly (number | null)[]) {
  const snapshots = [0, ...gains].map((_, i) => ({
    kind: i === 0 ? ('baseline' as const) : i < N.length ? ('round' as const) : ('idle' as const),
    requests: N[i] ?? 0,
  }));
  let bytes = 5e6;
  const rows = [0, ...gains].map((gain) => {
    bytes += gain ?? 0;
    return [gain === null ? null : bytes];
  });
  return findWatchedGrowth(snapshots, { names: ['job.js'], bytes: rows });
}

const per = (bytes: number): number[] => N.slice(1).map((n) => n * bytes);

describe('a heap that is watched', () => {
  it('grows when every round adds alike', () => {
    const [growth] = watch(per(100));
    expect(growth).toMatchObject({ name: 'job.js', bytes: 391_300, rates: [100, 100, 100] });
    expect(growth?.bytesPerRequest).toBeCloseTo(100);
  });

  it.each([
    ['what a clean heap gains a round', [9000, 14_000, 11_000]],
    ['a warm-up that comes to its end', [300_000, 90_000, 9000]],
    ['a growth below 16 B per request', per(15)],
    ['a cache that is full in the second round', [90_000, 60_000, 0]],
    ['one round of three', [0, 150_000, 0]],
  ])('does not grow by %s', (_, gains) => {
    expect(watch(gains)).toEqual([]);
  });

  it('grows although the table of a Map doubles in one of the rounds', () => {
    expect(watch([466_000, 171_000, 205_000])).toHaveLength(1);
  });

  it('grows although V8 gives back its code in one of the rounds', () => {
    expect(watch([100_900, 162_700 - 900_000, 127_700])).toHaveLength(1);
    expect(watch([100_900 - 95_000, 162_700, 127_700])).toHaveLength(1);
    expect(watch([100_900, 162_700, 127_700 - 290_000])).toHaveLength(1);
    expect(watch([100_900, -40_000, -50_000])).toEqual([]);
  });

  it('does not grow when the idle round gives it back', () => {
    expect(watch([...per(100), -5000])).toHaveLength(1);
    expect(watch([...per(100), -300_000])).toEqual([]);
  });

  it('is not judged once it has ended, or before there are three rounds', () => {
    expect(watch([100_900, 162_700, null])).toEqual([]);
    expect(watch([100_900, 162_700])).toEqual([]);
  });

  it('would have shown by the bytes that the smallest round has to gain', () => {
    const sized = (sizes: number[]) => sizes.map((requests) => ({ kind: 'round' as const, requests }));
    expect(leastWatchedGrowth(sized([600, 2000, 2000]))).toBe(40);
    expect(leastWatchedGrowth(sized([20_000, 30_000, 20_000]))).toBe(16);
  });
});
