import { expect, test } from 'vitest';
import { GrowthModel } from '../../src/growth/growth-model.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

/** root → global → store → [i] : Entry, by the ids of its entries. */
function heapWith(ids: readonly number[], parts: Record<string, NodeSketch> = {}): ReturnType<typeof analyseHeap> {
  return analyseHeap(
    heapOf({
      root: [{ to: 'global', type: 'shortcut', name: 'global' }],
      global: { id: 3, name: 'global', edges: ['store'] },
      store: {
        id: 5,
        name: 'Array',
        edges: ids.map((id, i) => ({ to: `entry${id}`, type: 'element' as const, name: i })),
      },
      ...Object.fromEntries(ids.map((id) => [`entry${id}`, { id, name: 'Entry' }])),
      ...parts,
    }).graph,
  );
}

function survivorsAfter(...snapshots: readonly (readonly number[])[]): readonly number[] | null | undefined {
  const model = new GrowthModel();
  for (const ids of snapshots) model.add(heapWith(ids));
  return model.moving().find(({ labels }) => labels.at(-1)?.endsWith('Entry'))?.survivors;
}

test('of a leak everything stays', () => {
  expect(survivorsAfter([101], [101, 103, 105], [101, 103, 105, 107])).toEqual([1, 2, 1]);
});

test('of a cache that keeps entries for a time the older ones are gone', () => {
  expect(survivorsAfter([101], [103, 105], [107, 109, 111])).toEqual([0, 0, 3]);
});

test('of native objects, whose numbers are hashes, nothing is known', () => {
  expect(survivorsAfter([101], [101, 204], [101, 204, 206])).toBeNull();
});
