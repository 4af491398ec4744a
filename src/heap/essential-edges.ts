import { Ephemerons } from './ephemerons.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { isDocumentTreesRoot } from './user-roots.ts';

/**
 * The edges that keep their target alive, 1 per edge, by DevTools' rules (HeapSnapshot.ts, isEssentialEdge): no weak edges,
 * no edges of a node to itself, shortcuts only from the root, nothing from outside into what the user's globals own, and of a
 * WeakMap pair the key's edge but not the table's.
 */
export function essentialEdges(graph: HeapGraph): Uint8Array {
  const { nodeCount, edgeStarts, edgeTypes, edgeNames, edgeTargets, nodeIds } = graph;
  const essential = new Uint8Array(graph.edgeCount);
  const owned = pageOwnedNodes(graph);
  const ephemerons = new Ephemerons(graph);
  for (let node = 0; node < nodeCount; node++) {
    const end = edgeStarts[node + 1]!;
    const nodeIsOutside = owned[node] === 0 && node !== 0;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const type = edgeTypes[edge]!;
      const target = edgeTargets[edge]!;
      if (type === EdgeType.weak || target === node) continue;
      if (type === EdgeType.shortcut && node !== 0) continue;
      if (nodeIsOutside && owned[target] === 1) continue;
      if (type === EdgeType.internal) {
        const pair = ephemerons.pairOf(edgeNames[edge]!);
        if (pair !== null && pair.tableId === nodeIds[node]) continue;
      }
      essential[edge] = 1;
    }
  }
  return essential;
}

/** What is reachable, not through weak edges, from the user's globals: 1 per node (DevTools' markPageOwnedNodes). */
export function pageOwnedNodes(graph: HeapGraph): Uint8Array {
  const { edgeStarts, edgeTypes, edgeTargets } = graph;
  const owned = new Uint8Array(graph.nodeCount);
  const stack = new Uint32Array(graph.nodeCount);
  let depth = 0;
  for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) {
    const target = edgeTargets[edge]!;
    const type = edgeTypes[edge]!;
    if (type === EdgeType.element ? !isDocumentTreesRoot(graph, target) : type !== EdgeType.shortcut) continue;
    if (owned[target] === 1) continue;
    owned[target] = 1;
    stack[depth++] = target;
  }
  while (depth > 0) {
    const node = stack[--depth]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (owned[target] === 1 || edgeTypes[edge] === EdgeType.weak) continue;
      owned[target] = 1;
      stack[depth++] = target;
    }
  }
  return owned;
}
