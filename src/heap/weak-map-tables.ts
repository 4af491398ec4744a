import { edgeNameOf, edgeTypeOf } from './edge-labels.ts';
import { Ephemerons } from './ephemerons.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';

/**
 * Edges by which a WeakMap's table, and not the key, points to a value. Only they are not essential for the sake of their names.
 * Found from the names: few strings can be such a name, and each tells its table's id.
 */
export function weakMapTableEdges(graph: HeapGraph): Uint32Array {
  const { edgeStarts, nodeIds } = graph;
  const ephemerons = new Ephemerons(graph);
  const tableIds = new Set<number>();
  for (const name of graph.strings.endingInTableId()) {
    const pair = ephemerons.pairOf(name);
    if (pair !== null) tableIds.add(pair.tableId);
  }
  const edges: number[] = [];
  for (const table of nodesWithIds(graph, tableIds)) {
    for (let edge = edgeStarts[table]!; edge < edgeStarts[table + 1]!; edge++) {
      if (edgeTypeOf(graph, edge) !== EdgeType.internal) continue;
      if (ephemerons.pairOf(edgeNameOf(graph, edge))?.tableId === nodeIds[table]) edges.push(edge);
    }
  }
  return Uint32Array.from(edges);
}

function nodesWithIds(graph: HeapGraph, ids: ReadonlySet<number>): number[] {
  if (ids.size === 0) return [];
  const { nodeIds, nodeCount, kernel } = graph;
  // A filter of one bit an id sends nearly all nodes past the look-up in the set.
  const filter = new Uint8Array(1 << 16);
  for (const id of ids) filter[(id >>> 1) & 0xffff] = 1;
  if (kernel && nodeIds instanceof Uint32Array) {
    return Array.from(kernel.nodesByFilter(filter)).filter((node) => ids.has(nodeIds[node]!));
  }
  const nodes: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const id = nodeIds[node]!;
    if (filter[(id >>> 1) & 0xffff] === 1 && ids.has(id)) nodes.push(node);
  }
  return nodes;
}
