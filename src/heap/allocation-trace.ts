import type { StringTable } from './heap-graph.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';
import { NumberRows } from './number-rows.ts';
import type { TraceFields } from './snapshot-layout.ts';

/** A function on the stack of an allocation; 0-based line and column as V8 gives them, null where it gives none. */
export interface AllocationFrame {
  readonly functionName: string;
  readonly scriptName: string;
  readonly scriptId: number;
  readonly line: number | null;
  readonly column: number | null;
}

/** What a snapshot says of allocations when V8 tracked them (`HeapProfiler.startTrackingHeapObjects`): DevTools' allocation timeline. */
export interface AllocationTrace {
  /** Who allocated a node, innermost function first; empty where V8 did not see it. */
  stackOf(ordinal: number): AllocationFrame[];
  /** Microseconds from the start of the tracking until the first sample that knows this node id; null without such a sample. */
  sampledAtUs(nodeId: number): number | null;
  /** How many samples there are: one each time that V8 was asked. */
  readonly samples: number;
}

/** Numbers of a snapshot's trace lists as they are read, records one after the other. */
export class TraceLists {
  readonly functions = new NumberRows();
  /** Flat tree of TREE_FIELDS numbers a node; a parent comes before its children. */
  readonly tree = new NumberRows();
  readonly samples = new NumberRows();
}

/** Of each tree node: its id, its function's place in the list, allocations, bytes, and its parent's place (−1 for the root). */
export const TREE_FIELDS = 5;

/** `traceNodeIds` by ordinal, null when the snapshot has none. Gives null when nothing was tracked. Throws SNAPSHOT_INVALID where the lists name what does not exist. */
export function buildTrace(
  fields: TraceFields,
  lists: TraceLists,
  traceNodeIds: Uint32Array | null,
  strings: StringTable,
  position: number,
): AllocationTrace | null {
  const [functions, tree, samples] = [lists.functions.values(), lists.tree.values(), lists.samples.values()];
  if (tree.length === 0 && samples.length === 0) return null;
  const { function: at, sample } = fields;
  for (let row = 0; row < functions.length; row += at.count) {
    if (Math.max(functions[row + at.name]!, functions[row + at.scriptName]!) >= strings.length) {
      throw invalidSnapshot(position, 'a function of its allocation trace has a name that is not in "strings".');
    }
  }
  const places = new Map<number, number>();
  for (let node = 0; node < tree.length; node += TREE_FIELDS) {
    if (tree[node + 1]! * at.count >= functions.length) {
      throw invalidSnapshot(position, 'its allocation trace names a function that is not in the list.');
    }
    places.set(tree[node]!, node);
  }
  const frame = (node: number): AllocationFrame => {
    const row = tree[node + 1]! * at.count;
    // V8 writes positions from 1 on, and 0 for none.
    const position = (field: number) => (functions[row + field]! === 0 ? null : functions[row + field]! - 1);
    return {
      functionName: strings.get(functions[row + at.name]!),
      scriptName: strings.get(functions[row + at.scriptName]!),
      scriptId: functions[row + at.scriptId]!,
      line: position(at.line),
      column: position(at.column),
    };
  };
  return {
    samples: samples.length / sample.count,
    stackOf(ordinal) {
      const frames: AllocationFrame[] = [];
      let node = places.get(traceNodeIds?.[ordinal] ?? 0) ?? -1;
      // The root of the tree stands for no function.
      for (; node > 0; node = tree[node + TREE_FIELDS - 1]!) frames.push(frame(node));
      return frames;
    },
    sampledAtUs(nodeId) {
      for (let row = 0; row < samples.length; row += sample.count) {
        if (samples[row + sample.lastAssignedId]! >= nodeId) return samples[row + sample.timestamp]!;
      }
      return null;
    },
  };
}
