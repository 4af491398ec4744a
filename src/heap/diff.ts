import { className, indexClasses } from './classes.ts';
import type { HeapAnalysis } from './heap-analysis.ts';
import { type HeapGraph, NodeType } from './heap-graph.ts';

export interface ClassChange {
  readonly name: string;
  readonly addedCount: number;
  readonly removedCount: number;
  /** Shallow bytes. */
  readonly addedBytes: number;
  readonly removedBytes: number;
  /** After minus before; of nodes in both snapshots too. */
  readonly shallowBytesDelta: number;
}

export interface SnapshotDiff {
  /**
   * Whether node ids mean the same in both. Ids restart with every profiler session and overlap by number all the same; false
   * means that `added`, `removed` and `kept` were counted by class alone.
   */
  readonly sameSession: boolean;
  /** Share of the ids in both whose type and name agree, 0…1; null where none is in both. */
  readonly agreement: number | null;
  /** Ordinals in the later snapshot; empty when the sessions differ. */
  readonly added: Uint32Array;
  /** Ordinals in the earlier snapshot; empty when the sessions differ. */
  readonly removed: Uint32Array;
  readonly keptCount: number;
  /** Largest growth in shallow bytes first; classes without any change are left out. */
  readonly classes: readonly ClassChange[];
}

/** Ids of one session agree in practically all nodes, those of two in a quarter at most. */
const SAME_SESSION_SHARE = 0.8;
const SAMPLE = 20_000;

/** Compares two snapshots of the same process by node id, or of any two processes by class. */
export function diffSnapshots(before: HeapAnalysis, after: HeapAnalysis): SnapshotDiff {
  const agreement = idAgreement(before, after);
  const sameSession = agreement !== null && agreement >= SAME_SESSION_SHARE;
  const added = sameSession ? missingFrom(before, after.graph) : new Uint32Array(0);
  const removed = sameSession ? missingFrom(after, before.graph) : new Uint32Array(0);
  return {
    sameSession,
    agreement,
    added,
    removed,
    keptCount: sameSession ? after.graph.nodeCount - added.length : 0,
    classes: compareClasses(before, after, sameSession ? { added, removed } : null),
  };
}

/** Ordinals of `graph` whose ids `other` does not have. */
function missingFrom(other: HeapAnalysis, graph: HeapGraph): Uint32Array {
  const missing = new Uint32Array(graph.nodeCount);
  let count = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    if (other.ids.ordinalOf(graph.nodeIds[node]!) < 0) missing[count++] = node;
  }
  return missing.slice(0, count);
}

/** Of objects, closures and strings with ids in both snapshots, the share that is the same thing; an evenly spread sample. */
function idAgreement(before: HeapAnalysis, after: HeapAnalysis): number | null {
  const { graph } = after;
  const stride = Math.max(1, Math.floor(graph.nodeCount / SAMPLE));
  let compared = 0;
  let equal = 0;
  for (let node = 0; node < graph.nodeCount; node += stride) {
    const type = graph.nodeTypes[node]!;
    if (type !== NodeType.object && type !== NodeType.closure && type !== NodeType.string) continue;
    const earlier = before.ids.ordinalOf(graph.nodeIds[node]!);
    if (earlier < 0) continue;
    compared++;
    if (before.graph.nodeTypes[earlier] === type && nameOf(before.graph, earlier) === nameOf(graph, node)) equal++;
  }
  return compared === 0 ? null : equal / compared;
}

function nameOf(graph: HeapGraph, ordinal: number): string {
  return graph.strings.get(graph.nodeNames[ordinal]!);
}

function compareClasses(
  before: HeapAnalysis,
  after: HeapAnalysis,
  nodes: { added: Uint32Array; removed: Uint32Array } | null,
): ClassChange[] {
  const changes = new Map<string, { -readonly [K in keyof ClassChange]: ClassChange[K] }>();
  const changeOf = (name: string) => {
    let change = changes.get(name);
    if (change === undefined) {
      change = { name, addedCount: 0, removedCount: 0, addedBytes: 0, removedBytes: 0, shallowBytesDelta: 0 };
      changes.set(name, change);
    }
    return change;
  };
  for (const [analysis, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const { names, classes } = indexClasses(analysis.graph);
    const counts = new Float64Array(names.length);
    const bytes = new Float64Array(names.length);
    for (let node = 0; node < classes.length; node++) {
      counts[classes[node]!]!++;
      bytes[classes[node]!]! += analysis.shallowSizes[node]!;
    }
    for (let at = 0; at < names.length; at++) {
      const change = changeOf(names[at]!);
      change.shallowBytesDelta += sign * bytes[at]!;
      if (nodes !== null) continue;
      if (sign > 0) change.addedCount += counts[at]!;
      else change.removedCount += counts[at]!;
      if (sign > 0) change.addedBytes += bytes[at]!;
      else change.removedBytes += bytes[at]!;
    }
  }
  for (const node of nodes?.added ?? []) {
    const change = changeOf(className(after.graph, node));
    change.addedCount++;
    change.addedBytes += after.shallowSizes[node]!;
  }
  for (const node of nodes?.removed ?? []) {
    const change = changeOf(className(before.graph, node));
    change.removedCount++;
    change.removedBytes += before.shallowSizes[node]!;
  }
  return [...changes.values()]
    .filter((row) => isChange(row, nodes !== null))
    .sort((a, b) => b.shallowBytesDelta - a.shallowBytesDelta || (a.name < b.name ? -1 : 1));
}

/** By id, one gone and another come is a change; by class alone it is none. */
function isChange(row: ClassChange, byId: boolean): boolean {
  if (row.shallowBytesDelta !== 0 || row.addedCount !== row.removedCount) return true;
  return byId && row.addedCount > 0;
}
