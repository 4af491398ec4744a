import { EdgeType, NodeType } from './heap-graph.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';

/** Where each field lies in the flat arrays of one snapshot, and how its type numbers map to the canonical ones. */
export interface SnapshotLayout {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly extraNativeBytes: number | null;
  readonly node: NodeFields;
  /** Canonical node type of each type number. */
  readonly nodeTypes: Uint8Array;
  readonly edge: EdgeFields;
  /** Canonical edge type of each type number. */
  readonly edgeTypes: Uint8Array;
  /** null when the producer writes none. */
  readonly location: LocationFields | null;
  /** null when the producer writes none. */
  readonly trace: TraceFields | null;
}

export interface NodeFields {
  readonly count: number;
  readonly type: number;
  readonly name: number;
  readonly id: number;
  readonly selfSize: number;
  readonly edgeCount: number;
  /** −1 when absent. */
  readonly detachedness: number;
  /** −1 when absent, and when V8 says that it tracked no allocations. */
  readonly traceNodeId: number;
}

export interface EdgeFields {
  readonly count: number;
  readonly type: number;
  readonly name: number;
  readonly toNode: number;
}

export interface LocationFields {
  readonly count: number;
  readonly objectIndex: number;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** Of the lists that V8 fills when it tracks allocations. The tree's nodes are always id, function, count, size and children. */
export interface TraceFields {
  readonly function: {
    readonly count: number;
    readonly name: number;
    readonly scriptName: number;
    readonly scriptId: number;
    readonly line: number;
    readonly column: number;
  };
  readonly sample: { readonly count: number; readonly timestamp: number; readonly lastAssignedId: number };
}

const NODE_TYPES: Record<string, NodeType> = {
  hidden: NodeType.hidden,
  array: NodeType.array,
  string: NodeType.string,
  object: NodeType.object,
  code: NodeType.code,
  closure: NodeType.closure,
  regexp: NodeType.regexp,
  number: NodeType.number,
  native: NodeType.native,
  synthetic: NodeType.synthetic,
  'concatenated string': NodeType.concatenatedString,
  'sliced string': NodeType.slicedString,
  symbol: NodeType.symbol,
  bigint: NodeType.bigint,
  'object shape': NodeType.objectShape,
};

const EDGE_TYPES: Record<string, EdgeType> = {
  context: EdgeType.context,
  element: EdgeType.element,
  property: EdgeType.property,
  internal: EdgeType.internal,
  hidden: EdgeType.hidden,
  shortcut: EdgeType.shortcut,
  weak: EdgeType.weak,
  invisible: EdgeType.invisible,
};

/** More would not fit typed arrays that this engine indexes with 32 bits. */
const MAX_COUNT = 0x7fff_ffff;

/**
 * Reads the `snapshot` object that opens every V8 heap snapshot (v8/src/profiler/heap-snapshot-generator.cc,
 * SerializeSnapshot). Throws SNAPSHOT_INVALID where a field that the graph needs is missing.
 */
export function readSnapshotLayout(text: string, position: number): SnapshotLayout {
  const header = parseObject(text, position);
  const meta = isRecord(header.meta) ? header.meta : {};
  const nodeFields = fieldNames(meta.node_fields, 'node_fields', position);
  const edgeFields = fieldNames(meta.edge_fields, 'edge_fields', position);
  if (header.root_index !== undefined && header.root_index !== 0) {
    throw invalidSnapshot(position, 'its root is not the first node, as it is in every snapshot of V8.');
  }
  const at = (names: string[], name: string) => {
    const index = names.indexOf(name);
    if (index < 0) throw invalidSnapshot(position, `its meta data name no field "${name}".`);
    return index;
  };
  const node: NodeFields = {
    count: nodeFields.length,
    type: at(nodeFields, 'type'),
    name: at(nodeFields, 'name'),
    id: at(nodeFields, 'id'),
    selfSize: at(nodeFields, 'self_size'),
    edgeCount: at(nodeFields, 'edge_count'),
    detachedness: nodeFields.indexOf('detachedness'),
    traceNodeId: Number(header.trace_function_count) > 0 ? nodeFields.indexOf('trace_node_id') : -1,
  };
  const edge: EdgeFields = {
    count: edgeFields.length,
    type: at(edgeFields, 'type'),
    name: at(edgeFields, 'name_or_index'),
    toNode: at(edgeFields, 'to_node'),
  };
  return {
    nodeCount: count(header.node_count, 'node_count', position),
    edgeCount: count(header.edge_count, 'edge_count', position),
    extraNativeBytes: typeof header.extra_native_bytes === 'number' ? header.extra_native_bytes : null,
    node,
    nodeTypes: typeMap(meta.node_types, node.type, NODE_TYPES, NodeType.unknown, 'node_types', position),
    edge,
    edgeTypes: typeMap(meta.edge_types, edge.type, EDGE_TYPES, EdgeType.invisible, 'edge_types', position),
    location: locationFields(meta.location_fields),
    trace: traceFields(meta),
  };
}

function parseObject(text: string, position: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalidSnapshot(position, 'its "snapshot" entry is not JSON.', cause);
  }
  if (!isRecord(value)) throw invalidSnapshot(position, 'its "snapshot" entry is not an object.');
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function fieldNames(value: unknown, name: string, position: number): string[] {
  if (isStrings(value) && value.length > 0 && value.length <= 64) return value;
  throw invalidSnapshot(position, `its meta data have no list "${name}".`);
}

function count(value: unknown, name: string, position: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= (name === 'node_count' ? 1 : 0)) {
    if (value <= MAX_COUNT) return value;
  }
  throw invalidSnapshot(position, `"${name}" is ${JSON.stringify(value)}, expected a count up to ${MAX_COUNT}.`);
}

function typeMap(
  types: unknown,
  at: number,
  known: Record<string, number>,
  other: number,
  name: string,
  position: number,
): Uint8Array {
  const names: unknown = Array.isArray(types) ? types[at] : undefined;
  if (!isStrings(names)) throw invalidSnapshot(position, `its meta data have no list of names in "${name}".`);
  return Uint8Array.from(names, (type) => (Object.hasOwn(known, type) ? known[type]! : other));
}

function locationFields(value: unknown): LocationFields | null {
  if (!isStrings(value)) return null;
  const fields: LocationFields = {
    count: value.length,
    objectIndex: value.indexOf('object_index'),
    scriptId: value.indexOf('script_id'),
    line: value.indexOf('line'),
    column: value.indexOf('column'),
  };
  const complete = Math.min(fields.objectIndex, fields.scriptId, fields.line, fields.column) >= 0;
  return complete ? fields : null;
}

const TREE_NODE = ['id', 'function_info_index', 'count', 'size', 'children'];

function traceFields(meta: Record<string, unknown>): TraceFields | null {
  const { trace_function_info_fields: ofFunction, trace_node_fields: ofNode, sample_fields: ofSample } = meta;
  if (!isStrings(ofFunction) || !isStrings(ofSample) || JSON.stringify(ofNode) !== JSON.stringify(TREE_NODE))
    return null;
  const fields: TraceFields = {
    function: {
      count: ofFunction.length,
      name: ofFunction.indexOf('name'),
      scriptName: ofFunction.indexOf('script_name'),
      scriptId: ofFunction.indexOf('script_id'),
      line: ofFunction.indexOf('line'),
      column: ofFunction.indexOf('column'),
    },
    sample: {
      count: ofSample.length,
      timestamp: ofSample.indexOf('timestamp_us'),
      lastAssignedId: ofSample.indexOf('last_assigned_id'),
    },
  };
  const places = [...Object.values(fields.function), ...Object.values(fields.sample)];
  return Math.min(...places) >= 0 ? fields : null;
}
