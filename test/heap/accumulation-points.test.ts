import { expect, it } from 'vitest';
import { accumulationPoints } from '../../src/heap/accumulation-points.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf } from '../support/heap-builder.ts';

//   root ── app ─┬─ store ── table ─┬─ a 100
//                │                  └─ b 100
//                └─ log ─┬─ c 30
//                        └─ d 30
const SKETCH = {
  root: ['app'],
  app: ['store', 'log'],
  store: ['table'],
  table: { type: 'array', edges: ['a', 'b'] },
  log: ['c', 'd'],
  a: { size: 100, edges: [] },
  b: { size: 100, edges: [] },
  c: { size: 30, edges: [] },
  d: { size: 30, edges: [] },
} as const;

it('bytes accumulate where no node below holds most of them, and a table is named by its owner', () => {
  const { graph, node } = heapOf(SKETCH);
  const analysis = analyseHeap(graph);
  expect(accumulationPoints(analysis, 2)).toEqual([node('store'), node('a')]);
  expect(accumulationPoints(analysis, 20)).toEqual(['store', 'a', 'b', 'log', 'c', 'd'].map(node));
});

it('a share that one node nearly always holds makes its holder a point itself', () => {
  const { graph, node } = heapOf(SKETCH);
  expect(accumulationPoints(analyseHeap(graph), 1, 0.99)).toEqual([node('app')]);
});

it('roots of V8 are no points', () => {
  const { graph, node } = heapOf({ root: ['roots'], roots: { type: 'synthetic', edges: ['a', 'b'] }, a: [], b: [] });
  expect(accumulationPoints(analyseHeap(graph), 5)).toEqual([node('a'), node('b')]);
});
