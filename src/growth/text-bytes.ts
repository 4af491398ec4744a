import { edgeTypeOf } from '../heap/edge-labels.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/**
 * Bytes of a text. One that is appended to is a tree of concatenated strings until somebody reads it (ConsString, V8's src/objects/string.h): then it is
 * all parts together, each once, wherever else they are held. What a slice was cut from belongs to another text. 0 for what is no string.
 */
export function textBytes({ graph, shallowSizes }: HeapAnalysis, node: number): number {
  if (!isString(graph, node)) return 0;
  if (graph.nodeTypes[node] !== NodeType.concatenatedString) return shallowSizes[node]!;
  const parts = new Set([node]);
  let bytes = 0;
  // Grows as it is gone through.
  for (const part of parts) {
    bytes += shallowSizes[part]!;
    if (graph.nodeTypes[part] !== NodeType.concatenatedString) continue;
    for (let edge = graph.edgeStarts[part]!; edge < graph.edgeStarts[part + 1]!; edge++) {
      const target = graph.edgeTargets[edge]!;
      if (edgeTypeOf(graph, edge) === EdgeType.internal && isString(graph, target)) parts.add(target);
    }
  }
  return bytes;
}

function isString({ nodeTypes }: HeapGraph, node: number): boolean {
  const type = nodeTypes[node];
  return type === NodeType.string || type === NodeType.concatenatedString || type === NodeType.slicedString;
}
