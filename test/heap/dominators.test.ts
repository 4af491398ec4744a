import { describe, expect, it } from 'vitest';
import { EdgeLabelWriter } from '../../src/heap/edge-labels.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { EdgeType, type HeapGraph, NodeType } from '../../src/heap/heap-graph.ts';
import { heapOf } from '../support/heap-builder.ts';
import { inKernel } from '../support/in-kernel.ts';

function dominatorOf(sketch: Parameters<typeof heapOf>[0], key: string): string {
  const { graph, node } = heapOf(sketch);
  const dominator = analyseHeap(graph).dominators.immediateDominators[node(key)]!;
  return graph.strings.get(graph.nodeNames[dominator]!) || 'root';
}

/** root → 0 → 1 → … → length − 1, each of 8 bytes. */
function longList(length: number, backEdges: boolean): HeapGraph {
  const edgesPerNode = backEdges ? 2 : 1;
  const edgeCount = length * edgesPerNode;
  const labels = new EdgeLabelWriter(new Uint32Array(edgeCount));
  for (let edge = 0; edge < edgeCount; edge++) labels.set(edge, EdgeType.property, 0);
  return {
    nodeCount: length + 1,
    edgeCount,
    nodeTypes: new Uint8Array(length + 1).fill(NodeType.object),
    nodeNames: new Uint32Array(length + 1),
    nodeIds: Uint32Array.from({ length: length + 1 }, (_, at) => 2 * at + 1),
    selfSizes: new Uint32Array(length + 1).fill(8, 1),
    detachedness: new Uint8Array(length + 1),
    edgeStarts: Uint32Array.from({ length: length + 2 }, (_, at) => Math.min(at * edgesPerNode, edgeCount)),
    edgeLabels: labels.labels,
    wideEdgeNames: labels.wideNames,
    edgeTargets: Uint32Array.from({ length: edgeCount }, (_, edge) => {
      const from = Math.floor(edge / edgesPerNode);
      return edge % edgesPerNode === 0 ? from + 1 : Math.max(0, from - 1);
    }),
    strings: { length: 1, get: () => '', indexOf: () => -1, endingInTableId: () => [] },
    extraNativeBytes: null,
    locationOf: () => null,
  };
}

describe('immediate dominators', () => {
  //  root → a → b → d
  //          ↘ c ↗
  it('are where all ways meet', () => {
    expect(dominatorOf({ root: ['a'], a: ['b', 'c'], b: ['d'], c: ['d'] }, 'd')).toBe('a');
  });

  it('ignore ways through weak edges and shortcuts', () => {
    const sketch = {
      root: ['a', 'x'],
      a: ['d'],
      x: [
        { to: 'd', type: 'weak' },
        { to: 'd', type: 'shortcut' },
      ],
    } as const;
    expect(dominatorOf(sketch, 'd')).toBe('a');
  });

  //  root → key → value, root → map → table → value: only key and table together keep the value.
  it('of a WeakMap value is its key', () => {
    const name = (at: number) => `${at} / part of key (Key @3) -> value (V @5) pair in WeakMap (table @9)`;
    const sketch = {
      root: ['key', 'map'],
      key: { id: 3, edges: [{ to: 'value', type: 'internal', name: name(2) }] },
      value: { id: 5 },
      map: ['table'],
      table: { id: 9, type: 'array', edges: [{ to: 'value', type: 'internal', name: name(7) }] },
    } as const;
    expect(dominatorOf(sketch, 'value')).toBe('key');
  });

  //  root ⇢ global → own ← other ← root
  it('of what the globals own is not an outsider', () => {
    const sketch = {
      root: [
        { to: 'global', type: 'shortcut' },
        { to: 'other', type: 'element', name: 1 },
      ],
      global: ['own'],
      other: { type: 'synthetic', edges: ['own'] },
    } as const;
    expect(dominatorOf(sketch, 'own')).toBe('global');
  });

  it('of what only weak edges reach is the root, and it keeps what it reaches', () => {
    const sketch = { root: [{ to: 'a', type: 'weak' }], a: ['b'] } as const;
    expect(dominatorOf(sketch, 'a')).toBe('root');
    expect(dominatorOf(sketch, 'b')).toBe('a');
  });

  it('of circles that nothing reaches is the root for every member', () => {
    expect(dominatorOf({ root: ['x'], a: ['b'], b: ['a'] }, 'a')).toBe('root');
    expect(dominatorOf({ root: ['x'], a: ['b'], b: ['a'] }, 'b')).toBe('root');
  });

  it.each([
    ['in JavaScript', 'without edges back', (graph: HeapGraph) => graph],
    ['in JavaScript', 'with edges back', (graph: HeapGraph) => graph],
    ['in the kernel', 'without edges back', inKernel],
    ['in the kernel', 'with edges back', inKernel],
  ])('of a list of a million nodes take a moment, %s, %s', (_, edges, place) => {
    const length = 1_000_000;
    const graph = place(longList(length, edges === 'with edges back'));
    const started = performance.now();
    const { dominators, retainedSizes } = analyseHeap(graph);
    expect(dominators.immediateDominators[length]).toBe(length - 1);
    expect(retainedSizes[1]).toBe(8 * length);
    expect(retainedSizes[length]).toBe(8);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('come in an order with every node after its dominator', () => {
    const { graph } = heapOf({
      root: ['a', 'b'],
      a: ['c', 'd'],
      b: ['d', 'e'],
      e: ['b', 'f'],
      g: ['h'],
      i: ['j'],
      j: ['i'],
    });
    const { order, immediateDominators } = analyseHeap(graph).dominators;
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(order, (_, at) => at));
    const place = (node: number) => order.indexOf(node);
    for (const node of order) if (node !== 0) expect(place(immediateDominators[node]!)).toBeLessThan(place(node));
  });

  it('and sizes beyond 2^32 add up exactly', () => {
    const size = 2 ** 45 + 1;
    const { graph, node } = heapOf({ root: ['a'], a: { size, edges: ['b', 'c'] }, b: { size }, c: { size } });
    expect(analyseHeap(graph).retainedSizes[node('a')]).toBe(3 * size);
    expect(analyseHeap(inKernel(graph)).retainedSizes[node('a')]).toBe(3 * size);
  });
});

describe('shallow sizes', () => {
  it('of a backing store go to the one object that owns it', () => {
    const { graph, node } = heapOf({
      root: ['a', 'b'],
      a: { size: 16, edges: [{ to: 'store', type: 'internal' }, 'shared'] },
      b: ['shared'],
      store: { type: 'array', size: 400, edges: [{ to: 'inner', type: 'hidden', name: 0 }] },
      inner: { type: 'hidden', size: 30 },
      shared: { type: 'array', size: 50 },
    });
    const { shallowSizes } = analyseHeap(graph);
    expect(shallowSizes[node('a')]).toBe(446);
    expect(shallowSizes[node('store')]).toBe(0);
    expect(shallowSizes[node('inner')]).toBe(0);
    expect(shallowSizes[node('shared')]).toBe(50);
  });
});
