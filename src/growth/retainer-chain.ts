import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** One node of a chain from a growing object up to the root. */
export interface Link {
  readonly node: number;
  /** Edge from the link after it in the chain (its retainer); −1 at the root. */
  readonly edge: number;
}

/** Arrays, tables, property arrays and scopes are how V8 stores a container, not the container. */
export function isBackingStore(graph: HeapGraph, node: number): boolean {
  const type = graph.nodeTypes[node];
  return type === NodeType.array || type === NodeType.hidden || isContext(graph, node);
}

export function isContext(graph: HeapGraph, node: number): boolean {
  return graph.strings.get(graph.nodeNames[node]!).startsWith('system / Context');
}
