import type { DominatorTree } from './dominators.ts';

/** Bytes freed with each node, itself included: sums over the dominator tree, in one pass from the leaves. */
export function computeRetainedSizes(tree: DominatorTree, shallow: Float64Array): Float64Array {
  const { immediateDominators, order } = tree;
  const retained = shallow.slice();
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!;
    retained[immediateDominators[node]!]! += retained[node]!;
  }
  return retained;
}
