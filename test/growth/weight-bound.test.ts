import { expect, test } from 'vitest';
import { type LimitUse, objectsWithin } from '../../src/growth/weight-bound.ts';

const use = (used: number, snapshot: number, changes: Partial<LimitUse> = {}): LimitUse => ({
  used,
  limit: 1_000_000,
  of: 'entries',
  snapshot,
  ...changes,
});

test('a limit in bytes holds as many objects as its use foretells', () => {
  expect(objectsWithin([0, 100, 300], use(80_000, 1), use(240_000, 2))).toBe(300 + 760_000 / 800);
});

test('entries that are counted one by one are held up to the limit itself', () => {
  expect(objectsWithin([0, 100, 300], use(100, 1), use(300, 2))).toBe(1_000_000);
});

test('free places that are counted down hold as many more as are left', () => {
  const left = (places: number, snapshot: number) => use(-places, snapshot, { limit: 0, of: 'room' });
  expect(objectsWithin([0, 100, 300], left(900, 1), left(700, 2))).toBe(1000);
  expect(objectsWithin([0, 100, 300], left(900, 1), left(900, 2))).toBeNull();
  expect(objectsWithin([0, 100, 300], left(900, 1), left(1100, 2))).toBeNull();
});

test.each<[string, readonly number[], LimitUse, LimitUse]>([
  [
    'a use that stays where it is, as that of a counter that is taken back wrongly',
    [0, 100, 300],
    use(800, 1),
    use(800, 2),
  ],
  ['a counter that falls behind the entries', [0, 100, 300], use(50, 1), use(150, 2)],
  ['a count beside a limit in bytes', [0, 100, 300], use(100, 1, { of: 'weight' }), use(300, 2, { of: 'weight' })],
  ['a limit that its use has passed', [0, 100, 300], use(800_000, 1), use(1_200_000, 2)],
  ['more objects than the limit allows if it counts them', [0, 900, 1_900], use(900, 1), use(990, 2, { limit: 1_000 })],
  ['too few objects to weigh them', [0, 100, 110], use(80_000, 1), use(88_000, 2)],
])('%s foretells nothing', (_, values, before, now) => {
  expect(objectsWithin(values, before, now)).toBeNull();
});
