import { GraphKernel } from '../../src/heap/graph-kernel.ts';
import type { HeapGraph } from '../../src/heap/heap-graph.ts';

/** The same graph with its columns in a kernel's memory, where large snapshots are read to; wide sizes stay where they are. */
export function inKernel(graph: HeapGraph): HeapGraph {
  const kernel = GraphKernel.for(graph.nodeCount, graph.edgeCount);
  if (kernel === null) throw new Error('This platform has no WebAssembly with SIMD.');
  const { columns } = kernel;
  const copied = Object.entries(columns).map(([name, column]) => {
    const original = graph[name as keyof typeof columns];
    if (original instanceof Float64Array) return [name, original];
    column.set(original);
    return [name, column];
  });
  return { ...graph, ...(Object.fromEntries(copied) as typeof columns), kernel };
}
