import { edgeTypeOf } from './edge-labels.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { pageOwnedNodes } from './page-owned-nodes.ts';
import { weakMapTableEdges } from './weak-map-tables.ts';

/**
 * The edges that keep their target alive, 1 per edge, by DevTools' rules (HeapSnapshot.ts, isEssentialEdge): no weak edges,
 * no edges of a node to itself, shortcuts only from the root, nothing from outside into what the user's globals own, and of a
 * WeakMap pair the key's edge but not the table's.
 */
export function essentialEdges(graph: HeapGraph): Uint8Array {
  const { nodeCount, edgeStarts, edgeTargets } = graph;
  const essential = new Uint8Array(graph.edgeCount);
  const owned = pageOwnedNodes(graph);
  for (let node = 0; node < nodeCount; node++) {
    const end = edgeStarts[node + 1]!;
    const nodeIsOutside = owned[node] === 0 && node !== 0;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const type = edgeTypeOf(graph, edge);
      const target = edgeTargets[edge]!;
      if (type === EdgeType.weak || target === node) continue;
      if (type === EdgeType.shortcut && node !== 0) continue;
      if (nodeIsOutside && owned[target] === 1) continue;
      essential[edge] = 1;
    }
  }
  for (const edge of weakMapTableEdges(graph)) essential[edge] = 0;
  return essential;
}
