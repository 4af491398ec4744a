import { computeDistances } from './distances.ts';
import { computeDominatedNodes, type DominatedNodes } from './dominated-nodes.ts';
import { computeDominators, type DominatorTree } from './dominators.ts';
import { essentialEdges } from './essential-edges.ts';
import type { HeapGraph } from './heap-graph.ts';
import { IdIndex } from './id-index.ts';
import { computeRetainedSizes } from './retained-sizes.ts';
import { computeRetainers, type Retainers } from './retainers.ts';
import { type Sizes, shallowSizes } from './shallow-sizes.ts';

/**
 * A graph and what was computed from it. Retained sizes are there from the start; the rest is computed when first asked for and
 * kept. Dropping the analysis frees everything: nothing else holds its arrays.
 */
export interface HeapAnalysis {
  readonly graph: HeapGraph;
  /** Bytes, after DevTools' transfer. */
  readonly shallowSizes: Sizes;
  readonly dominators: DominatorTree;
  /** Bytes. */
  readonly retainedSizes: Sizes;
  /** DevTools' distances; −5 where nothing reaches the node. */
  readonly distances: Int32Array;
  readonly retainers: Retainers;
  readonly dominatedNodes: DominatedNodes;
  /** 1 for each edge that keeps its target alive. */
  readonly essentialEdges: Uint8Array;
  /** Ordinals by V8's node id. */
  readonly ids: IdIndex;
}

export function analyseHeap(graph: HeapGraph): HeapAnalysis {
  const dominators = computeDominators(graph);
  const shallow = shallowSizes(graph);
  const retainedSizes = computeRetainedSizes(graph, dominators, shallow);
  const distances = once(() => computeDistances(graph));
  const retainers = once(() => computeRetainers(graph));
  const dominatedNodes = once(() => computeDominatedNodes(dominators));
  const essential = once(() => essentialEdges(graph));
  const ids = once(() => new IdIndex(graph.nodeIds));
  return {
    graph,
    shallowSizes: shallow,
    dominators,
    retainedSizes,
    get distances() {
      return distances();
    },
    get retainers() {
      return retainers();
    },
    get dominatedNodes() {
      return dominatedNodes();
    },
    get essentialEdges() {
      return essential();
    },
    get ids() {
      return ids();
    },
  };
}

function once<T>(compute: () => T): () => T {
  let kept: { value: T } | null = null;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
