import { expect, test } from 'vitest';
import { ENTRIES_OF_ARRAY } from '../../src/inspector/watched-sizes.ts';

// It runs in the service, as text.
const entriesOf = new Function(`return ${ENTRIES_OF_ARRAY}`)() as (array: unknown[]) => number;

/** With one element at each of these places. */
function sparse(...places: readonly number[]): unknown[] {
  const array: unknown[] = [];
  for (const place of places) array[place] = place;
  return array;
}

test.each<[string, unknown[], number]>([
  ['a list', Array.from({ length: 5000 }, (_, i) => i), 5000],
  ['an empty one', [], 0],
  ['one by ids, of which few are left', sparse(...Array.from({ length: 40 }, (_, i) => 90_000 + 7 * i)), 40],
  ['one by ids that is longer than anybody may count', sparse(12, 4_000_000_000), 0],
  ['a ring at its full length, filled in part', Object.assign(new Array(1000), [1, 2, 3]), 3],
])('%s', (_, array, entries) => {
  expect(entriesOf(array)).toBe(entries);
});
