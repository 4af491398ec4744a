import type { AllocationTrace } from './allocation-trace.ts';
import type { WideEdgeNames } from './edge-labels.ts';
import type { GraphKernel } from './graph-kernel.ts';

/** Canonical node types, V8's own order in `snapshot.meta.node_types[0]`; other producers' orders are mapped to these. */
export const NodeType = {
  hidden: 0,
  array: 1,
  string: 2,
  object: 3,
  code: 4,
  closure: 5,
  regexp: 6,
  number: 7,
  native: 8,
  synthetic: 9,
  concatenatedString: 10,
  slicedString: 11,
  symbol: 12,
  bigint: 13,
  objectShape: 14,
  unknown: 15,
} as const;
export type NodeType = (typeof NodeType)[keyof typeof NodeType];

/** Canonical edge types, V8's own order in `snapshot.meta.edge_types[0]`. */
export const EdgeType = {
  context: 0,
  element: 1,
  property: 2,
  internal: 3,
  hidden: 4,
  shortcut: 5,
  weak: 6,
  invisible: 7,
} as const;
export type EdgeType = (typeof EdgeType)[keyof typeof EdgeType];

/** Where a function or a class was defined; 0-based line and column as V8 gives them. */
export interface ScriptLocation {
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** The snapshot's strings, decoded when asked for. */
export interface StringTable {
  readonly length: number;
  /** '' for an index outside the table. */
  get(index: number): string;
  /** Index of the first string equal to `text`, or −1. */
  indexOf(text: string): number;
  /** Indexes, ascending, of at least those strings that end in "(table @<digits>)": names of WeakMap pairs. */
  endingInTableId(): readonly number[];
}

/**
 * V8's heap at one moment as columns. A node is named by its ordinal (0 … nodeCount − 1; 0 is the root); `nodeIds` holds
 * V8's lasting numbers. Edges of node n are edgeStarts[n] … edgeStarts[n + 1] − 1.
 */
export interface HeapGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly nodeTypes: Uint8Array;
  /** Index into `strings`. */
  readonly nodeNames: Uint32Array;
  readonly nodeIds: Uint32Array | Float64Array;
  /** Bytes of the node itself, as V8 wrote them (before DevTools' shallow-size transfer). */
  readonly selfSizes: Uint32Array | Float64Array;
  /** 0 unknown, 1 attached, 2 detached. */
  readonly detachedness: Uint8Array;
  readonly edgeStarts: Uint32Array;
  /** Of each edge its type, in the three upper bits, and its name: edge-labels.ts reads them. */
  readonly edgeLabels: Uint32Array;
  readonly wideEdgeNames: WideEdgeNames;
  /** Ordinals. */
  readonly edgeTargets: Uint32Array;
  readonly strings: StringTable;
  readonly extraNativeBytes: number | null;
  /** Who allocated what; none unless V8 tracked allocations before the snapshot. */
  readonly allocations?: AllocationTrace | null;
  /** In whose memory the columns lie; without one, everything is computed in JavaScript. */
  readonly kernel?: GraphKernel | null;
  /** Definition of a closure, or of the class whose object this is; null where V8 gives none. */
  locationOf(ordinal: number): ScriptLocation | null;
}
