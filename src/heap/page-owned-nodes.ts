import { edgeTypeOf } from './edge-labels.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { isDocumentTreesRoot } from './user-roots.ts';

/** Whether this edge of the root leads to what the user's world starts from: a global, or the document trees. */
export function leadsToPage(graph: HeapGraph, rootEdge: number): boolean {
  const type = edgeTypeOf(graph, rootEdge);
  if (type === EdgeType.element) return isDocumentTreesRoot(graph, graph.edgeTargets[rootEdge]!);
  return type === EdgeType.shortcut;
}

/** What is reachable, not through weak edges, from the user's globals: 1 per node (DevTools' markPageOwnedNodes). */
export function pageOwnedNodes(graph: HeapGraph): Uint8Array {
  const { edgeStarts, edgeTargets } = graph;
  const owned = new Uint8Array(graph.nodeCount);
  const stack: number[] = [];
  const own = (node: number) => {
    if (owned[node] === 1) return;
    owned[node] = 1;
    stack.push(node);
  };
  for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) if (leadsToPage(graph, edge)) own(edgeTargets[edge]!);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      if (edgeTypeOf(graph, edge) !== EdgeType.weak) own(edgeTargets[edge]!);
    }
  }
  return owned;
}
