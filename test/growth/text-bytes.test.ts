import { expect, test } from 'vitest';
import { TextSizes } from '../../src/growth/text-bytes.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

const VERSIONS = 30_000;

test('every version of a text that was appended to is one text with the others, each part counted once', () => {
  //  history → v1 = (v0) + (part), v2 = (v1) + (part), …: each version is a tree with all before it
  const concatenated = (i: number): NodeSketch => ({
    type: 'concatenatedString',
    size: 32,
    edges: [
      { to: `v${i - 1}`, type: 'internal', name: 'first' },
      { to: 'part', type: 'internal', name: 'second' },
    ],
  });
  const versions = Array.from({ length: VERSIONS }, (_, i) => `v${i + 1}`);
  const { graph, node } = heapOf({
    root: ['history'],
    history: { name: 'Array', edges: versions.map((to, i) => ({ to, type: 'element' as const, name: i })) },
    v0: { type: 'string', size: 1000 },
    part: { type: 'string', size: 40 },
    ...Object.fromEntries(versions.map((key, i) => [key, concatenated(i + 1)])),
  });
  const sizes = new TextSizes(analyseHeap(graph));
  expect(sizes.sum(versions.map(node))).toBe(1040 + 32 * VERSIONS);
  // Another path counts them anew.
  expect(sizes.sum([node('v2')])).toBe(1040 + 2 * 32);
  expect(sizes.sum([node('part'), node('v0')])).toBe(1040);
});
