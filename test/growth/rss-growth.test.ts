import { describe, expect, test } from 'vitest';
import type { RssReading } from '../../src/capture/manifest.ts';
import { BLOCKS, findRssDrift, judgeRss } from '../../src/growth/rss-growth.ts';
import { createRandom } from '../../src/load/seeded-random.ts';

const REQUESTS = 2000;
const MB = 1e6;

/** Readings after blocks in which RSS grows by `perRequest`, with noise and steps of the allocator. */
function readings(perRequest: number, seed: number, steps: ReadonlyMap<number, number> = new Map()): RssReading[] {
  const random = createRandom(seed);
  let rss = 120 * MB;
  const rows: RssReading[] = [{ requests: 0, rss }];
  for (let block = 1; block <= BLOCKS; block++) {
    rss += perRequest * REQUESTS + (steps.get(block) ?? 0);
    rows.push({ requests: REQUESTS, rss: rss + (random() / 2 ** 32 - 0.5) * 0.6 * MB });
  }
  return rows;
}

const standings = (perRequest: number, limit: number, steps?: ReadonlyMap<number, number>): string[] =>
  Array.from({ length: 200 }, (_, seed) => judgeRss(readings(perRequest, seed + 1, steps), limit)!.standing);

describe('RSS against a limit per request', () => {
  test('a service that does not grow stays within 1 kB, whatever one step of 20 MB does', () => {
    for (const step of [0, 20 * MB, -20 * MB])
      expect(new Set(standings(0, 1000, new Map([[5, step]])))).toEqual(new Set(['within']));
  });

  test('growth of 4 kB per request is over 1 kB, whatever one step of 20 MB does', () => {
    for (const step of [0, 20 * MB, -20 * MB])
      expect(new Set(standings(4000, 1000, new Map([[5, step]])))).toEqual(new Set(['over']));
  });

  test('growth about the limit is open, so that more requests are asked for', () => {
    expect(standings(1000, 1000).filter((standing) => standing === 'open').length).toBeGreaterThan(190);
  });

  test('a service that steps by ±20 MB again and again is never called over the limit', () => {
    const steps = new Map(
      [1, 3, 5, 7, 9].flatMap((block): [number, number][] => [
        [block, 20 * MB],
        [block + 1, -20 * MB],
      ]),
    );
    expect(standings(0, 1000, steps)).not.toContain('over');
  });

  test('is not judged with fewer blocks', () => {
    expect(judgeRss(readings(4000, 1).slice(0, BLOCKS), 1000)).toBeNull();
    expect(judgeRss([], 1000)).toBeNull();
  });
});

describe('RSS without a limit', () => {
  const rounds = (rss: readonly number[], heap: readonly number[]) =>
    rss.map((bytes, i) => ({ requests: i === 0 ? 0 : 1000, rss: bytes * MB, heap: heap[i]! * MB }));

  test('is told when it grew in every round and far beyond the heap', () => {
    expect(findRssDrift(rounds([100, 130, 160, 190], [50, 51, 52, 53]))).toEqual({
      rounds: 3,
      bytes: 90 * MB,
      bytesPerRequest: 30_000,
      heapBytes: 3 * MB,
    });
  });

  test('is told without a first round that gave back what the snapshots before it took', () => {
    expect(findRssDrift(rounds([127, 122, 162, 203], [4, 4, 4, 4]))).toMatchObject({ rounds: 2, bytes: 81 * MB });
    expect(findRssDrift(rounds([127, 122, 182, 203], [4, 4, 4, 4]))).toBeNull();
  });

  test.each([
    ['by as much as the heap', [100, 130, 160, 190], [50, 80, 110, 140]],
    ['by what a snapshot adds', [100, 120, 130, 140], [50, 50, 50, 50]],
    ['in some rounds only', [100, 200, 199, 260], [50, 50, 50, 50]],
    ['in two rounds', [100, 200, 300], [50, 50, 50]],
  ])('is not told when it grew %s', (_, rss, heap) => {
    expect(findRssDrift(rounds(rss, heap))).toBeNull();
  });
});
