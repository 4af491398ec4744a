import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** In one session nearly all long-lived closures stay; after a reconnect 7–26 % of the ids meet the same thing by chance. */
const SAME = 0.6;

/**
 * Remembers closures of the first snapshot by id and asks each later one for them: node ids mean the same things
 * only within one session of one process, although after a reconnect they still overlap numerically.
 */
export class SessionGuard {
  #sample: Map<number, string> | null = null;

  accepts(graph: HeapGraph): boolean {
    if (this.#sample === null) {
      this.#sample = sampleClosures(graph);
      return true;
    }
    let same = 0;
    for (let node = 0; node < graph.nodeCount; node++) {
      const name = this.#sample.get(graph.nodeIds[node]!);
      if (name === undefined) continue;
      if (graph.nodeTypes[node] === NodeType.closure && graph.strings.get(graph.nodeNames[node]!) === name) same++;
    }
    return this.#sample.size === 0 || same / this.#sample.size >= SAME;
  }
}

/** One of each name: functions of modules and of V8, which stay, not the thousands of callbacks that a service has pending. */
function sampleClosures(graph: HeapGraph): Map<number, string> {
  const sample = new Map<number, string>();
  const names = new Set<number>();
  for (let node = 0; node < graph.nodeCount; node++) {
    const name = graph.nodeNames[node]!;
    if (graph.nodeTypes[node] !== NodeType.closure || names.has(name)) continue;
    names.add(name);
    sample.set(graph.nodeIds[node]!, graph.strings.get(name));
  }
  return sample;
}
