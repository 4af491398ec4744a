import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';

/**
 * Where a scope is: a context has no location of its own, so the first function (in source order) that was made in it
 * stands for it. Its script is the file of the variable.
 */
export function scopeLocation(graph: HeapGraph, context: number): ScriptLocation | null {
  let best: ScriptLocation | null = null;
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.closure) continue;
    for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
      if (graph.edgeTargets[edge] !== context || edgeTypeOf(graph, edge) !== EdgeType.internal) continue;
      if (graph.strings.get(edgeNameOf(graph, edge)) !== 'context') continue;
      const location = graph.locationOf(node);
      if (location !== null && (best === null || location.line < best.line)) best = location;
    }
  }
  return best;
}
