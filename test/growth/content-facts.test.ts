import { expect, it } from 'vitest';
import { labelsBelow, pathsBelow, readContents } from '../../src/growth/content-facts.ts';
import { PathTree } from '../../src/growth/path-tree.ts';
import { walkPaths } from '../../src/growth/walk-paths.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

/** root → store → item, with what is given below the item. */
function contentsOf(below: Record<string, NodeSketch>, edges: Extract<NodeSketch, readonly unknown[]>) {
  const { graph, node } = heapOf({ root: ['store'], store: ['item'], item: edges, ...below });
  const tree = new PathTree();
  const walk = walkPaths(graph, tree);
  const within = pathsBelow(tree, [walk.pathOf[node('item')]!]);
  return { facts: readContents(graph, walk, within), labels: labelsBelow(tree, walk.pathOf, within) };
}

it('counts what lies at and below the objects, and nothing beside them', () => {
  const { facts, labels } = contentsOf({ part: { size: 24 } }, ['part']);
  expect(facts).toMatchObject({ objects: 1, bytes: 32, bufferBytes: 0, duplicateBytes: 0 });
  expect(labels).toEqual(['item', 'part']);
});

it('counts further copies of a text, not the first, and no short ones', () => {
  const text = (name: string, size: number): NodeSketch => ({ type: 'string', name, size });
  const { facts } = contentsOf(
    { a: text('terms', 100), b: text('terms', 100), c: text('other', 100), d: text('x', 16), e: text('x', 16) },
    ['a', 'b', 'c', 'd', 'e'],
  );
  expect(facts.duplicateBytes).toBe(100);
});

it('takes equal beginnings of different length for different texts', () => {
  const { facts } = contentsOf(
    { a: { type: 'string', name: 'terms', size: 2000 }, b: { type: 'string', name: 'terms', size: 2008 } },
    ['a', 'b'],
  );
  expect(facts.duplicateBytes).toBe(0);
});

it('tells memory of buffers, parents of slices, tables of elements and contexts apart', () => {
  const { facts } = contentsOf(
    {
      data: { type: 'native', name: 'system / JSArrayBufferData', size: 4096 },
      slice: { type: 'slicedString', edges: [{ to: 'whole', type: 'internal', name: 'parent' }] },
      whole: { type: 'string', name: 'document', size: 900 },
      table: { type: 'array', size: 80 },
      context: { name: 'system / NativeContext', size: 300 },
    },
    ['data', 'slice', { to: 'table', type: 'internal', name: 'elements' }, 'context'],
  );
  expect(facts).toMatchObject({ bufferBytes: 4096, slicedBytes: 900, elementBytes: 80, contexts: 1 });
});
