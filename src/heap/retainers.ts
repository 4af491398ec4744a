import type { HeapGraph } from './heap-graph.ts';

/** Who points to each node: entries firstRetainer[n] … firstRetainer[n + 1] − 1, weak edges included. */
export interface Retainers {
  readonly firstRetainer: Uint32Array;
  /** Ordinals. */
  readonly retainingNodes: Uint32Array;
  /** Edge numbers of the graph. */
  readonly retainingEdges: Uint32Array;
}

/** Turns the edges round, in the order of their sources. */
export function computeRetainers(graph: HeapGraph): Retainers {
  const { nodeCount, edgeCount, edgeStarts, edgeTargets } = graph;
  const firstRetainer = new Uint32Array(nodeCount + 2);
  for (let edge = 0; edge < edgeCount; edge++) firstRetainer[edgeTargets[edge]! + 2]!++;
  for (let at = 2; at < firstRetainer.length; at++) firstRetainer[at]! += firstRetainer[at - 1]!;
  const retainingNodes = new Uint32Array(edgeCount);
  const retainingEdges = new Uint32Array(edgeCount);
  for (let node = 0; node < nodeCount; node++) {
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const place = firstRetainer[edgeTargets[edge]! + 1]!++;
      retainingNodes[place] = node;
      retainingEdges[place] = edge;
    }
  }
  return { firstRetainer: firstRetainer.subarray(0, nodeCount + 1), retainingNodes, retainingEdges };
}
