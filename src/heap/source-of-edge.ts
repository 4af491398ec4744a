import { edgeTypeOf } from './edge-labels.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';

/** The node that an edge starts from. */
export function sourceOfEdge(graph: HeapGraph, edge: number): number {
  const { edgeStarts } = graph;
  let low = 0;
  let high = graph.nodeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edgeStarts[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** V8 writes shortcuts of the root alone; other producers need not. */
export function shortcutsBelowRoot(graph: HeapGraph): number[] {
  const shortcuts: number[] = [];
  for (let edge = graph.edgeStarts[1]!; edge < graph.edgeCount; edge++) {
    if (edgeTypeOf(graph, edge) === EdgeType.shortcut) shortcuts.push(edge);
  }
  return shortcuts;
}
