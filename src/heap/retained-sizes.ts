import type { DominatorTree } from './dominators.ts';
import { stepDown } from './graph-kernel.ts';
import type { HeapGraph } from './heap-graph.ts';
import type { Sizes } from './shallow-sizes.ts';

/** Bytes freed with each node, itself included: sums over the dominator tree, in one pass from the leaves. */
export function computeRetainedSizes(graph: HeapGraph, tree: DominatorTree, shallow: Sizes): Sizes {
  const { immediateDominators, order } = tree;
  const { kernel } = graph;
  if (kernel && shallow instanceof Uint32Array) {
    const { retainedSizes, wasm, retainedPlaces } = kernel;
    retainedSizes.set(shallow);
    stepDown(order.length - 1, 0, (from, to) =>
      wasm.sumRetained(from, to, retainedPlaces.order, retainedPlaces.dominators),
    );
    return retainedSizes;
  }
  const retained = shallow.slice();
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!;
    retained[immediateDominators[node]!]! += retained[node]!;
  }
  return retained;
}
