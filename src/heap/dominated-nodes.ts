import type { DominatorTree } from './dominators.ts';

/** Children of each node in the dominator tree: nodes[firsts[n]] … nodes[firsts[n + 1] − 1], ordinals ascending. */
export interface DominatedNodes {
  readonly firsts: Uint32Array;
  readonly nodes: Uint32Array;
}

export function computeDominatedNodes(tree: DominatorTree): DominatedNodes {
  const { immediateDominators } = tree;
  const count = immediateDominators.length;
  const firsts = new Uint32Array(count + 2);
  for (let node = 1; node < count; node++) firsts[immediateDominators[node]! + 2]!++;
  for (let at = 2; at < firsts.length; at++) firsts[at]! += firsts[at - 1]!;
  const nodes = new Uint32Array(Math.max(0, count - 1));
  for (let node = 1; node < count; node++) nodes[firsts[immediateDominators[node]! + 1]!++] = node;
  return { firsts: firsts.subarray(0, count + 1), nodes };
}
