import { edgeTypeOf } from '../heap/edge-labels.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** Sums up texts, those of one path after the other. */
export class TextSizes {
  readonly #analysis: HeapAnalysis;
  /** The last path, from 1, that counted a node. */
  readonly #countedBy: Uint32Array;
  #paths = 0;

  constructor(analysis: HeapAnalysis) {
    this.#analysis = analysis;
    this.#countedBy = new Uint32Array(analysis.graph.nodeCount);
  }

  /**
   * Bytes of the texts that these string nodes stand for. One that is appended to is a tree of concatenated strings until somebody reads it (ConsString,
   * V8's src/objects/string.h): then it is all parts together, each once, also where several of the texts, or others, hold it. What a slice was cut from
   * belongs to another text.
   */
  sum(texts: readonly number[]): number {
    const { graph, shallowSizes } = this.#analysis;
    const path = ++this.#paths;
    const parts: number[] = [];
    let bytes = 0;
    const count = (node: number): void => {
      if (this.#countedBy[node] === path) return;
      this.#countedBy[node] = path;
      bytes += shallowSizes[node]!;
      if (graph.nodeTypes[node] === NodeType.concatenatedString) parts.push(node);
    };
    for (const text of texts) count(text);
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      for (let edge = graph.edgeStarts[part]!; edge < graph.edgeStarts[part + 1]!; edge++) {
        const target = graph.edgeTargets[edge]!;
        if (edgeTypeOf(graph, edge) === EdgeType.internal && isString(graph, target)) count(target);
      }
    }
    return bytes;
  }
}

function isString({ nodeTypes }: HeapGraph, node: number): boolean {
  const type = nodeTypes[node];
  return type === NodeType.string || type === NodeType.concatenatedString || type === NodeType.slicedString;
}
