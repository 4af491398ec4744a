import type { HeapGraph } from '../heap/heap-graph.ts';

/** V8 numbers heap objects with odd ids, ever upwards; even ids are hashes of native addresses. */
export function isHeapId(id: number): boolean {
  return id % 2 === 1;
}

/** The id that V8 gave last. */
export function newestHeapId(graph: HeapGraph): number {
  let newest = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    const id = graph.nodeIds[node]!;
    if (isHeapId(id) && id > newest) newest = id;
  }
  return newest;
}
