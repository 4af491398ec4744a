import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** A container whose content is no nodes (small integers, doubles), so that only its live size tells its growth. */
export interface SizedContainer {
  readonly nodeId: number;
  /** Bytes of its backing store. */
  readonly storeBytes: number;
}

const SMALLEST_STORE = 1024;
const MOST = 64;

/**
 * Arrays, Maps, Sets and dictionaries with a large backing store that points to few nodes. V8 writes no node for a small
 * integer or a double in an array, and the store's capacity grows in steps, so their `length` or `size` must be read live.
 */
export function sizedContainers(graph: HeapGraph): SizedContainer[] {
  const found: SizedContainer[] = [];
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.object) continue;
    for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
      if (graph.edgeTypes[edge] !== EdgeType.internal) continue;
      const store = graph.edgeTargets[edge]!;
      const bytes = graph.selfSizes[store]!;
      if (graph.nodeTypes[store] !== NodeType.array || bytes < SMALLEST_STORE) continue;
      const edges = graph.edgeStarts[store + 1]! - graph.edgeStarts[store]!;
      if (edges > bytes / 8 / 4) continue;
      if (!['table', 'elements', 'properties'].includes(graph.strings.get(graph.edgeNames[edge]!))) continue;
      found.push({ nodeId: graph.nodeIds[node]!, storeBytes: bytes });
    }
  }
  return found.toSorted((a, b) => b.storeBytes - a.storeBytes).slice(0, MOST);
}
