import { describe, expect, test } from 'vitest';
import { heapGrewOverThreshold, someClassGrewEveryTime } from '../../scripts/corpus/reference-rules.ts';

const rounds = (...heaps: number[]) => heaps.map((heapUsed) => ({ idle: false, heapUsed }));

describe('heapGrewOverThreshold', () => {
  test('compares the last round under load with the baseline', () => {
    expect(heapGrewOverThreshold(rounds(100, 180, 110))).toBe(false);
    expect(heapGrewOverThreshold(rounds(100, 90, 111))).toBe(true);
    expect(heapGrewOverThreshold([...rounds(100, 105), { idle: true, heapUsed: 200 }])).toBe(false);
  });

  test('has no opinion without a round', () => {
    expect(heapGrewOverThreshold(rounds(100))).toBeNull();
    expect(heapGrewOverThreshold([])).toBeNull();
  });
});

describe('someClassGrewEveryTime', () => {
  test('needs growth between all neighbours, as a filling cache shows it too', () => {
    const flat = { name: 'Socket', shallowBytes: [10, 12, 12, 13] };
    expect(someClassGrewEveryTime([flat])).toBe(false);
    expect(someClassGrewEveryTime([flat, { name: 'Session', shallowBytes: [10, 20, 21, 22] }])).toBe(true);
  });

  test('has no opinion on fewer than three snapshots', () => {
    expect(someClassGrewEveryTime(undefined)).toBeNull();
    expect(someClassGrewEveryTime([])).toBe(false);
    expect(someClassGrewEveryTime([{ name: 'Session', shallowBytes: [10, 20] }])).toBeNull();
  });
});
