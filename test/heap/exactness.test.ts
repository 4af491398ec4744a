import { describe, expect, it } from 'vitest';
import { retainedSizeOfSet } from '../../src/heap/classes.ts';
import { essentialEdges } from '../../src/heap/essential-edges.ts';
import { KernelMemory } from '../../src/heap/graph-kernel.ts';
import { analyseHeap, type HeapAnalysis } from '../../src/heap/heap-analysis.ts';
import type { HeapGraph } from '../../src/heap/heap-graph.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { askDevTools } from '../support/devtools-oracle.ts';
import { writeSnapshot } from '../support/heap-builder.ts';
import { answerNaively, retainedBySetNaively } from '../support/naive-oracle.ts';
import { randomHeap } from '../support/random-heap.ts';

function answersOf(analysis: HeapAnalysis) {
  return {
    immediateDominators: Array.from(analysis.dominators.immediateDominators),
    shallowSizes: Array.from(analysis.shallowSizes),
    retainedSizes: Array.from(analysis.retainedSizes),
  };
}

const memory = new KernelMemory();

/** The same heap, read and analysed by the kernel however small it is. */
function inKernel(graph: HeapGraph): HeapGraph {
  const parser = new SnapshotParser({ kernelFrom: 0, memory });
  parser.write(writeSnapshot(graph));
  const read = parser.end();
  expect(read.kernel).not.toBeNull();
  return read;
}

/** DevTools gives up on heaps so small that the root's edges outnumber the nodes. */
function passOver(thrown: unknown): null {
  if (thrown instanceof Error && thrown.message.startsWith('BFS failed')) return null;
  throw thrown;
}

describe('on random heaps', () => {
  it('dominators and sizes are what the definitions say', () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const graph = randomHeap(seed);
      const { essential, ...sizes } = answerNaively(graph);
      expect(Array.from(essentialEdges(graph), Boolean), `edges of seed ${seed}`).toEqual(essential);
      expect(answersOf(analyseHeap(graph)), `seed ${seed}`).toEqual(sizes);
    }
  });

  it('the kernel computes the same and leaves the edges as they were', () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const graph = randomHeap(seed);
      const { essential: _, ...sizes } = answerNaively(graph);
      const read = inKernel(graph);
      const analysis = analyseHeap(read);
      expect(answersOf(analysis), `seed ${seed}`).toEqual(sizes);
      expect(Array.from(read.edgeTargets), `edges of seed ${seed}`).toEqual(Array.from(graph.edgeTargets));
      const { stranded, orphans, order } = analysis.dominators;
      const inJavaScript = analyseHeap(graph).dominators;
      expect(Array.from(orphans), `orphans of seed ${seed}`).toEqual(Array.from(inJavaScript.orphans));
      expect(Array.from(stranded), `stranded of seed ${seed}`).toEqual(Array.from(inJavaScript.stranded));
      expect(Array.from(order).sort(), `order of seed ${seed}`).toEqual(Array.from(inJavaScript.order).sort());
    }
  });

  it('dominators, sizes and distances are those of DevTools', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const graph = randomHeap(seed);
      const theirs = await askDevTools([writeSnapshot(graph)]).catch(passOver);
      if (theirs === null) continue;
      compared++;
      const analysis = analyseHeap(graph);
      const ours = { ...answersOf(analysis), distances: Array.from(analysis.distances) };
      expect(ours, `seed ${seed}`).toEqual(theirs);
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('the retained size of a set is what becomes unreachable with it', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const graph = randomHeap(seed);
      const members = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
        (node) => (node * seed) % 5 === 1,
      );
      const expected = retainedBySetNaively(graph, members);
      expect(retainedSizeOfSet(analyseHeap(graph), members), `seed ${seed}`).toBe(expected);
    }
  });
});
