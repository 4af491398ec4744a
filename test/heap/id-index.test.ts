import { expect, it } from 'vitest';
import { IdIndex } from '../../src/heap/id-index.ts';
import { randomNumbers } from '../support/random-heap.ts';

it('ids are found and others are not, beyond 2^32 too', () => {
  const random = randomNumbers(7);
  const ids = new Set<number>();
  while (ids.size < 20_000) ids.add(Math.floor(random() * 2 ** 40));
  const list = Float64Array.from(ids);
  const index = new IdIndex(list);
  for (let ordinal = 0; ordinal < list.length; ordinal++) expect(index.ordinalOf(list[ordinal]!)).toBe(ordinal);
  for (let at = 0; at < 1000; at++) {
    const id = Math.floor(random() * 2 ** 41);
    if (!ids.has(id)) expect(index.ordinalOf(id)).toBe(-1);
  }
});

it('more ids than a Map of V8 can hold are no obstacle to speed: runs of neighbours stay near their place', () => {
  const ids = Uint32Array.from({ length: 1_000_000 }, (_, at) => 2 * at + 1);
  const index = new IdIndex(ids);
  const started = performance.now();
  for (let ordinal = 0; ordinal < ids.length; ordinal++) {
    if (index.ordinalOf(ids[ordinal]!) !== ordinal) expect.fail(`id ${ids[ordinal]} is lost`);
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
