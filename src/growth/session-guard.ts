import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** Nodes of the first snapshot that are looked up in later ones. */
const SAMPLE = 2000;
/** In one session nearly all long-lived closures stay; after a reconnect 7–26 % of the ids meet the same thing by chance. */
const SAME = 0.6;

/**
 * Remembers some closures of the first snapshot by id and asks each later one for them: node ids mean the same things
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

function sampleClosures(graph: HeapGraph): Map<number, string> {
  const closures: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] === NodeType.closure) closures.push(node);
  }
  const step = Math.max(1, Math.floor(closures.length / SAMPLE));
  const sample = new Map<number, string>();
  for (let i = 0; i < closures.length; i += step) {
    const node = closures[i]!;
    sample.set(graph.nodeIds[node]!, graph.strings.get(graph.nodeNames[node]!));
  }
  return sample;
}
