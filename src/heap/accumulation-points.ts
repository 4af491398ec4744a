import type { HeapAnalysis } from './heap-analysis.ts';
import { NodeType } from './heap-graph.ts';

/**
 * The nodes that keep the most bytes alive of their own: of what each retains, no single node below it retains `share` or more. On the way
 * to them from the root everything else only leads on (Eclipse MAT's accumulation points). A point that is V8's inner part of an object,
 * as a Map's table is, is named by the object. At most `count` ordinals, the most retained bytes first; V8's synthetic roots are none.
 */
export function accumulationPoints(analysis: HeapAnalysis, count: number, share = 0.7): number[] {
  const { graph, retainedSizes, dominators } = analysis;
  const { immediateDominators } = dominators;
  const largestBelow = new Float64Array(graph.nodeCount);
  for (let node = 1; node < graph.nodeCount; node++) {
    const dominator = immediateDominators[node]!;
    if (retainedSizes[node]! > largestBelow[dominator]!) largestBelow[dominator] = retainedSizes[node]!;
  }
  const points: number[] = [];
  for (let node = 1; node < graph.nodeCount; node++) {
    const retained = retainedSizes[node]!;
    const least = points.length < count ? 0 : retainedSizes[points.at(-1)!]!;
    if (retained <= least || largestBelow[node]! >= share * retained) continue;
    const owner = ownerOf(analysis, node);
    if (graph.nodeTypes[owner] === NodeType.synthetic || points.includes(owner)) continue;
    points.splice(placeFor(points, retainedSizes, owner), 0, owner);
    if (points.length > count) points.pop();
  }
  return points;
}

/** The object that a table, a list of properties or another of V8's own parts belongs to; the node itself for all others. */
function ownerOf({ graph, dominators }: HeapAnalysis, node: number): number {
  let owner = node;
  while (graph.nodeTypes[owner] === NodeType.array || graph.nodeTypes[owner] === NodeType.hidden) {
    owner = dominators.immediateDominators[owner]!;
  }
  return owner;
}

function placeFor(points: readonly number[], sizes: ArrayLike<number>, node: number): number {
  const place = points.findIndex((point) => sizes[point]! < sizes[node]!);
  return place < 0 ? points.length : place;
}
