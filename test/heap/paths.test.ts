import { describe, expect, it } from 'vitest';
import { EdgeLabelWriter, edgeNameOf, edgeTypeOf } from '../../src/heap/edge-labels.ts';
import { analyseHeap, type HeapAnalysis } from '../../src/heap/heap-analysis.ts';
import { EdgeType } from '../../src/heap/heap-graph.ts';
import { accumulationPath, bytesFreedWithoutEdge, shortestRetainerPaths } from '../../src/heap/paths.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { heapOf, writeSnapshot } from '../support/heap-builder.ts';
import { randomHeap } from '../support/random-heap.ts';

function pathsOf(sketch: Parameters<typeof heapOf>[0], key: string, count: number): string[] {
  const { graph, node } = heapOf(sketch);
  return shortestRetainerPaths(analyseHeap(graph), node(key), count).map((path) =>
    path.map(({ target }) => graph.strings.get(graph.nodeNames[target]!)).join(' '),
  );
}

describe('retainer paths', () => {
  it('come shortest first, each once, without circles', () => {
    const sketch = { root: ['a', 'b'], a: ['x', 'c'], b: ['c'], c: ['x', 'a'], x: ['c'] };
    expect(pathsOf(sketch, 'x', 9)).toEqual(['a x', 'a c x', 'b c x', 'b c a x']);
    expect(pathsOf(sketch, 'x', 2)).toHaveLength(2);
  });

  it("from the user's globals come before those from V8's own roots", () => {
    const sketch = {
      root: ['gc', 'global'],
      gc: { type: 'synthetic', name: '(GC roots)', edges: ['x'] },
      global: ['a'],
      a: ['b'],
      b: ['x'],
    } as const;
    expect(pathsOf(sketch, 'x', 2)).toEqual(['global a b x', '(GC roots) x']);
  });

  it('never go over weak edges', () => {
    expect(pathsOf({ root: ['a', 'b'], a: [{ to: 'x', type: 'weak' }], b: ['c'], c: ['x'] }, 'x', 5)).toEqual([
      'b c x',
    ]);
    expect(pathsOf({ root: [{ to: 'x', type: 'weak' }] }, 'x', 5)).toEqual([]);
  });

  // One walk for each of them would take hours.
  it('are found among a hundred thousand retainers', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `r${at}`);
    const sketch = { root: ['list'], list: many, ...Object.fromEntries(many.map((key) => [key, ['x']])) };
    expect(pathsOf(sketch, 'x', 3)).toEqual(['list r0 x', 'list r1 x', 'list r2 x']);
  });

  it('have the length that DevTools gives as distance', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const graph = plain(randomHeap(seed));
      const analysis = analyseHeap(graph);
      for (let node = 1; node < graph.nodeCount; node++) {
        const [path] = shortestRetainerPaths(analysis, node);
        const distance = analysis.distances[node]!;
        if (distance < 0) expect(path).toBeUndefined();
        else expect(path?.length, `seed ${seed} node ${node}`).toBe(distance % 100_000_000);
      }
    }
  });
});

/** Without the names that DevTools' distances treat in their own way. */
function plain(graph: ReturnType<typeof randomHeap>) {
  const text = writeSnapshot(graph).replace(/sloppy_function_map|\(map descriptors\)|pair in WeakMap/g, 'plain');
  const parser = new SnapshotParser();
  parser.write(text);
  const parsed = parser.end();
  // Shortcuts below the root count for distances but keep nothing, and so do weak edges of the root; nothing of V8's points to it.
  const labels = new EdgeLabelWriter(parsed.edgeLabels);
  for (let edge = 0; edge < parsed.edgeCount; edge++) {
    const type = edgeTypeOf(parsed, edge);
    const leadsNowhere = type === EdgeType.shortcut || parsed.edgeTargets[edge] === 0;
    const plainType = edge < parsed.edgeStarts[1]! ? EdgeType.element : leadsNowhere ? EdgeType.weak : type;
    labels.set(edge, plainType, edgeNameOf(parsed, edge));
  }
  return parsed;
}

describe('what would be freed without an edge', () => {
  it('is what the target retains when nothing else keeps it', () => {
    const { graph, edge } = heapOf({
      root: ['a', 'b'],
      a: ['x', 'y'],
      b: ['y'],
      x: { size: 100, edges: ['z'] },
      z: ['x'],
    });
    const analysis = analyseHeap(graph);
    expect(bytesFreedWithoutEdge(analysis, edge('a', 'x'))).toBe(108);
    expect(bytesFreedWithoutEdge(analysis, edge('a', 'y'))).toBe(0);
    expect(bytesFreedWithoutEdge(analysis, edge('x', 'z'))).toBe(8);
    expect(bytesFreedWithoutEdge(analysis, edge('z', 'x'))).toBe(0);
  });

  it('is a WeakMap value for the edge from the key and the edge from the table alike', () => {
    const name = (at: number) => `${at} / part of key (K @3) -> value (V @5) pair in WeakMap (table @9)`;
    const { graph, edge } = heapOf({
      root: ['key', 'table'],
      key: { id: 3, edges: [{ to: 'value', type: 'internal', name: name(2) }] },
      value: { id: 5, size: 64 },
      table: { id: 9, type: 'array', edges: [{ to: 'value', type: 'internal', name: name(7) }] },
    });
    const analysis = analyseHeap(graph);
    expect(bytesFreedWithoutEdge(analysis, edge('key', 'value'))).toBe(64);
    expect(bytesFreedWithoutEdge(analysis, edge('table', 'value'))).toBe(64);
  });

  it('is what the definition says on random heaps', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const graph = plain(randomHeap(seed));
      const analysis = analyseHeap(graph);
      for (let edge = 0; edge < graph.edgeCount; edge++) {
        expect(bytesFreedWithoutEdge(analysis, edge), `seed ${seed} edge ${edge}`).toBe(freedNaively(analysis, edge));
      }
    }
  });
});

function freedNaively({ graph, shallowSizes, dominators, essentialEdges }: HeapAnalysis, removed: number): number {
  const stranded = new Set(dominators.stranded);
  const aliveBytes = (without: number) => {
    const seen = new Set([0, ...dominators.orphans]);
    for (const node of seen) {
      for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
        if (essentialEdges[edge] === 1 && edge !== without) seen.add(graph.edgeTargets[edge]!);
      }
    }
    return [...seen, ...stranded].reduce((total, node) => total + shallowSizes[node]!, 0);
  };
  return aliveBytes(-1) - aliveBytes(removed);
}

describe('the accumulation point', () => {
  it('is the last node on the way down that keeps most of its parent', () => {
    const { graph, node } = heapOf({
      root: ['app', 'small'],
      app: ['cache', 'rest'],
      cache: ['e1', 'e2', 'e3'],
      e1: { size: 300 },
      e2: { size: 300 },
      e3: { size: 300 },
      rest: { size: 50 },
    });
    const analysis = analyseHeap(graph);
    expect(accumulationPath(analysis)).toEqual([node('root'), node('app'), node('cache')]);
    expect(accumulationPath(analysis, node('e1'))).toEqual([node('e1')]);
  });
});
