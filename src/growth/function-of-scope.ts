import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/**
 * The function that stands for a scope: a context has no location of its own, so the first function (in source order) that was
 * made in it does. Its script is the file of the variable. null: there is none with a location.
 */
export function functionOfScope(graph: HeapGraph, context: number): number | null {
  let best: { node: number; line: number } | null = null;
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.closure) continue;
    for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
      if (graph.edgeTargets[edge] !== context || edgeTypeOf(graph, edge) !== EdgeType.internal) continue;
      if (graph.strings.get(edgeNameOf(graph, edge)) !== 'context') continue;
      const location = graph.locationOf(node);
      if (location !== null && (best === null || location.line < best.line)) best = { node, line: location.line };
    }
  }
  return best?.node ?? null;
}
