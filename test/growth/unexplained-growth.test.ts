import { describe, expect, test } from 'vitest';
import type { Judgement } from '../../src/growth/judge-track.ts';
import type { MovingPath } from '../../src/growth/moving-paths.ts';
import {
  explainedSeries,
  findUnexplainedGrowth,
  type HeapTotals,
  hasMovedOn,
} from '../../src/growth/unexplained-growth.ts';
import { movingPath } from '../support/moving-path.ts';

const N = [0, 1009, 1627, 1277];
const KB = 1000;

/** Totals after the baseline and three rounds, from what each round adds; a confirmation of 8,009 requests where given. */
function totals(gains: {
  readonly program?: readonly number[];
  readonly heap?: readonly number[];
  readonly explained?: readonly number[];
}): HeapTotals[] {
  let [programBytes, heapUsed, explainedBytes] = [8e6, 12e6, 0];
  const length = Math.max(gains.program?.length ?? 0, gains.heap?.length ?? 0);
  const rows: HeapTotals[] = [{ kind: 'baseline', requests: 0, programBytes, heapUsed, explainedBytes }];
  for (let i = 0; i < length; i++) {
    programBytes += gains.program?.[i] ?? 0;
    heapUsed += gains.heap?.[i] ?? gains.program?.[i] ?? 0;
    explainedBytes += gains.explained?.[i] ?? 0;
    rows.push({
      kind: i < 3 ? 'round' : 'confirmation',
      requests: N[i + 1] ?? 8009,
      programBytes,
      heapUsed,
      explainedBytes,
    });
  }
  return rows;
}

const per = (bytes: number): number[] => [1009, 1627, 1277].map((n) => n * bytes);

describe('growth that no finding explains', () => {
  test('is open after three rounds that grew alike, and confirmed by a larger one', () => {
    expect(findUnexplainedGrowth(totals({ program: per(100) }))).toMatchObject({ among: 'objects', standing: 'open' });
    const confirmed = findUnexplainedGrowth(totals({ program: [...per(100), 8009 * 98] }))!;
    expect(confirmed).toMatchObject({ among: 'objects', standing: 'confirmed' });
    expect(confirmed.bytesPerRequest).toBeCloseTo(98.7, 1);
  });

  test('is told of the heap alone where only code grows, by more than the noise of a round', () => {
    const heap = findUnexplainedGrowth(totals({ program: [0, 0, 0], heap: [500 * KB, 800 * KB, 640 * KB] }));
    expect(heap).toMatchObject({ among: 'heap', standing: 'open' });
  });

  test.each<[string, HeapTotals[]]>([
    [
      'a clean service: 9–188 KB of heap a round',
      totals({ program: [50, -900, 20], heap: [188 * KB, 90 * KB, 98 * KB] }),
    ],
    ['what the findings hold', totals({ program: per(100), explained: per(97) })],
    ['a single large gain', totals({ program: [0, 900 * KB, 0] })],
    ['a filling cache, whose rate falls', totals({ program: [1009 * 200, 1627 * 90, 1277 * 40] })],
    ['what a larger round did not go on with', totals({ program: [...per(100), 8009 * 20] })],
    ['two rounds', totals({ program: per(100) }).slice(0, 3)],
  ])('is not %s', (_, rows) => {
    expect(findUnexplainedGrowth(rows)).toBeNull();
  });

  test('is not what was given back while no requests came', () => {
    const rows = totals({ program: per(100) });
    const last = rows.at(-1)!;
    const idle: HeapTotals = {
      ...last,
      kind: 'idle',
      requests: 0,
      programBytes: last.programBytes - 380 * KB,
      heapUsed: 12e6,
    };
    expect(findUnexplainedGrowth([...rows, idle])).toBeNull();
  });
});

describe('what the judged tracks explain', () => {
  const judged = (key: string, values: readonly number[]): Judgement =>
    ({ track: { key, values } }) as unknown as Judgement;
  const path = (
    key: string,
    parentKey: string,
    retainedBytes: readonly number[],
    other: Partial<MovingPath> = {},
  ): MovingPath =>
    movingPath(
      [key],
      retainedBytes.map(() => 1),
      { parentKey, retainedBytes, reachedBytes: retainedBytes.map((bytes) => bytes / 2), ...other },
    );

  test('is the container of a path once, however many of its tracks were judged', () => {
    const moving = new Map([
      ['map', path('map', 'root', [100, 500, 900])],
      ['key', path('key', 'map', [0, 10, 20])],
      ['value', path('value', 'map', [0, 300, 600])],
    ]);
    const judgements = [judged('key', [0, 10, 20]), judged('value', [0, 10, 20])];
    expect(explainedSeries(judgements, moving, [], ['baseline', 'round', 'round'])).toEqual([100, 500, 900]);
  });

  test('is what comes and goes, once: entries that live for seconds are more after a longer load', () => {
    const kinds = ['baseline', 'round', 'round', 'round', 'confirmation'] as const;
    const map = path('map', 'root', [0, 60, 200, 190, 900]);
    const ofTokens = (key: string, objects: readonly number[], movingAncestors: readonly string[] = ['map']) =>
      [key, path(key, 'map', [0, 30, 90, 80, 500], { objects, movingAncestors })] as const;
    const explainedBy = (objects: readonly number[]): number[] =>
      explainedSeries(
        [],
        new Map([['map', map], ofTokens('value', objects), ofTokens('field', objects, ['value', 'map'])]),
        [],
        kinds,
      );
    expect(explainedBy([2000, 2920, 4720, 4330, 17_800])).toEqual([0, 60, 200, 190, 900]);
    expect(explainedBy([2000, 2920, 4720, 4700, 17_800])).toEqual([0, 0, 0, 0, 0]);
    expect(explainedBy([2000, 2920, 4720, 6700, 6300])).toEqual([0, 0, 0, 0, 0]);
  });

  test('is the entries of a container of numbers, and the objects of a class that no path shows', () => {
    const classes = [
      { name: 'Timeout', objects: [1, 2], held: [1, 2], shallowBytes: [80, 160], retainedBytes: [80, 160] },
    ];
    expect(
      explainedSeries([judged('size of watched 3', [-1, 1000])], new Map(), classes, ['baseline', 'round']),
    ).toEqual([0, 64_000]);
    expect(explainedSeries([judged('class Timeout', [1, 2])], new Map(), classes, ['baseline', 'round'])).toEqual([
      80, 160,
    ]);
    expect(explainedSeries([], new Map(), classes, ['baseline', 'round'])).toEqual([0, 0]);
  });
});

describe('growth that moved on', () => {
  const full = [...per(100), 2000 * 100];
  test('is what the confirmation gained as the rounds did, though the paths that grew tell a quarter of it', () => {
    expect(hasMovedOn(totals({ program: [...per(100), 8009 * 95], explained: full }))).toBe(true);
  });

  test.each<[string, HeapTotals[]]>([
    ['a cache that has reached its limit: nothing more comes', totals({ program: full, explained: full })],
    ['a leak that goes on', totals({ program: [...per(100), 8009 * 98], explained: [...per(100), 8009 * 98] })],
    ['a confirmation far below the rounds', totals({ program: [...per(100), 8009 * 40], explained: full })],
    ['a clean service', totals({ program: [50, -900, 20, 400], explained: [] })],
    ['rounds without a confirmation', totals({ program: per(100), explained: per(100) })],
    [
      'what was released while no requests came',
      totals({ program: [...per(100), 8009 * 95, -8009 * 90], explained: full }).map((row, i) =>
        i === 5 ? { ...row, kind: 'wait', requests: 0 } : row,
      ),
    ],
    [
      'what a second confirmation has looked at',
      totals({ program: [...per(100), 8009 * 95, 8009 * 95], explained: full }),
    ],
  ])('is not %s', (_, rows) => {
    expect(hasMovedOn(rows)).toBe(false);
  });
});
