import type { HeapGraph } from './heap-graph.ts';

/**
 * V8 writes a WeakMap's pair as two internal edges to the value, one from the key and one from the table, both named
 * "<n> / part of key (K @1) -> value (V @2) pair in WeakMap (table @3)" (heap-snapshot-generator.cc,
 * ExtractEphemeronHashTableReferences). DevTools recognises them by that name; so does this.
 */
const PAIR_NAME = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;

export interface EphemeronPair {
  /** Equal for both edges of a pair. */
  readonly pair: string;
  /** Node id of the WeakMap's table. */
  readonly tableId: number;
}

const ORDINARY = 0;
const UNKNOWN = 1;
const PAIR = 2;

/** Tells the edges of WeakMap pairs from other internal edges, one look per distinct name that ends like one. */
export class Ephemerons {
  private readonly graph: HeapGraph;
  private readonly kinds: Uint8Array;
  private readonly pairs = new Map<number, EphemeronPair>();

  constructor(graph: HeapGraph) {
    this.graph = graph;
    this.kinds = new Uint8Array(graph.strings.length);
    for (const name of graph.strings.endingInTableId()) this.kinds[name] = UNKNOWN;
  }

  /** Of an internal edge's name; null for every other name. */
  pairOf(nameIndex: number): EphemeronPair | null {
    const kind = this.kinds[nameIndex];
    if (kind === UNKNOWN) return this.look(nameIndex);
    return kind === PAIR ? this.pairs.get(nameIndex)! : null;
  }

  private look(nameIndex: number): EphemeronPair | null {
    const match = PAIR_NAME.exec(this.graph.strings.get(nameIndex));
    this.kinds[nameIndex] = match === null ? ORDINARY : PAIR;
    if (match === null) return null;
    const pair: EphemeronPair = { pair: match[1]!, tableId: Number.parseInt(match[2]!, 10) };
    this.pairs.set(nameIndex, pair);
    return pair;
  }
}
