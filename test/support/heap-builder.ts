import { EdgeLabelWriter, edgeNameOf, edgeTypeOf } from '../../src/heap/edge-labels.ts';
import {
  EdgeType,
  type HeapGraph,
  NodeType,
  type ScriptLocation,
  type StringTable,
} from '../../src/heap/heap-graph.ts';

/** An edge in a sketch: the key of its target alone is a property of that name. */
export type EdgeSketch = string | { to: string; type?: keyof typeof EdgeType; name?: string | number };

/** A node in a sketch: its edges alone make an object of 8 bytes that is named like its key. */
export type NodeSketch =
  | readonly EdgeSketch[]
  | {
      type?: keyof typeof NodeType;
      name?: string;
      id?: number;
      size?: number;
      detachedness?: number;
      location?: ScriptLocation;
      edges?: readonly EdgeSketch[];
    };

export interface BuiltHeap {
  readonly graph: HeapGraph;
  /** Ordinal by key. */
  node(key: string): number;
  /** Edge number by the keys of its ends; the first where there are several. */
  edge(from: string, to: string): number;
}

/**
 * A heap drawn by hand: `heapOf({ root: ['a'], a: ['b', 'c'] })`. `root` is the root whatever its place; nodes that are only named
 * as targets are added. Ids default to 1, 3, 5… by ordinal; the root is synthetic and has 0 bytes.
 */
export function heapOf(sketch: Record<string, NodeSketch>): BuiltHeap {
  const keys = ['root'];
  const known = new Set(keys);
  const add = (key: string) => {
    if (known.has(key)) return;
    known.add(key);
    keys.push(key);
  };
  for (const key of Object.keys(sketch)) add(key);
  for (const node of Object.values(sketch))
    for (const edge of edgesOf(node)) add(typeof edge === 'string' ? edge : edge.to);
  const ordinals = new Map(keys.map((key, ordinal) => [key, ordinal]));
  const strings = new StringList();
  const nodes = keys.map((key, ordinal) => {
    const node = sketch[key] ?? [];
    const given = isList(node) ? {} : node;
    return {
      type: NodeType[given.type ?? (key === 'root' ? 'synthetic' : 'object')],
      name: strings.add(given.name ?? (key === 'root' ? '' : key)),
      id: given.id ?? 2 * ordinal + 1,
      size: given.size ?? (key === 'root' ? 0 : 8),
      detachedness: given.detachedness ?? 0,
      location: given.location ?? null,
      edges: edgesOf(node).map((edge) => {
        const full = typeof edge === 'string' ? { to: edge } : edge;
        const name = full.name ?? full.to;
        return {
          type: EdgeType[full.type ?? 'property'],
          name: typeof name === 'number' ? name : strings.add(name),
          to: ordinals.get(full.to)!,
        };
      }),
    };
  });
  const graph = graphOf(nodes, strings);
  const node = (key: string) => {
    const ordinal = ordinals.get(key);
    if (ordinal === undefined) throw new Error(`The sketch has no node "${key}".`);
    return ordinal;
  };
  return {
    graph,
    node,
    edge(from, to) {
      for (let edge = graph.edgeStarts[node(from)]!; edge < graph.edgeStarts[node(from) + 1]!; edge++) {
        if (graph.edgeTargets[edge] === node(to)) return edge;
      }
      throw new Error(`The sketch has no edge from "${from}" to "${to}".`);
    },
  };
}

/** A node by numbers; `name` and edge names are indexes into the strings where the type has a string for a name. */
export interface NodeRecord {
  type: number;
  name: number;
  id: number;
  size: number;
  detachedness?: number;
  location?: ScriptLocation | null;
  edges: readonly { type: number; name: number; to: number }[];
}

/** The graph of these nodes; the first is the root. */
export function graphOf(nodes: readonly NodeRecord[], strings: StringTable): HeapGraph {
  const edges = nodes.flatMap((node) => node.edges);
  const edgeStarts = new Uint32Array(nodes.length + 1);
  nodes.forEach((node, at) => {
    edgeStarts[at + 1] = edgeStarts[at]! + node.edges.length;
  });
  const numbers = (values: number[]) =>
    values.some((value) => value > 0xffff_ffff) ? Float64Array.from(values) : Uint32Array.from(values);
  const labels = new EdgeLabelWriter(new Uint32Array(edges.length));
  for (const [at, { type, name }] of edges.entries()) labels.set(at, type, name);
  return {
    nodeCount: nodes.length,
    edgeCount: edges.length,
    nodeTypes: Uint8Array.from(nodes, (node) => node.type),
    nodeNames: Uint32Array.from(nodes, (node) => node.name),
    nodeIds: numbers(nodes.map((node) => node.id)),
    selfSizes: numbers(nodes.map((node) => node.size)),
    detachedness: Uint8Array.from(nodes, (node) => node.detachedness ?? 0),
    edgeStarts,
    edgeLabels: labels.labels,
    wideEdgeNames: labels.wideNames,
    edgeTargets: Uint32Array.from(edges, (edge) => edge.to),
    strings,
    extraNativeBytes: null,
    locationOf: (ordinal) => nodes[ordinal]?.location ?? null,
  };
}

/** Distinct strings in the order in which they were added. */
export class StringList implements StringTable {
  private readonly texts: string[] = [];
  private readonly indexes = new Map<string, number>();

  get length(): number {
    return this.texts.length;
  }

  add(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.texts.push(text) - 1;
    this.indexes.set(text, index);
    return index;
  }

  get(index: number): string {
    return this.texts[index] ?? '';
  }

  indexOf(text: string): number {
    return this.indexes.get(text) ?? -1;
  }

  endingInTableId(): number[] {
    return this.texts.flatMap((text, index) => (/\(table @\d+\)$/.test(text) ? [index] : []));
  }
}

/** How the text is laid out: Node 20 and 22 end each record with a line, 24 and 26 do not and have no `trace_node_id`. */
export interface SnapshotFormat {
  readonly lines: boolean;
  readonly traceNodeId: boolean;
  readonly extraNativeBytes: number | null;
  /** Put before "strings", as V8 puts samples and trace trees. */
  readonly extraEntries?: string;
}

export const NODE_20: SnapshotFormat = { lines: true, traceNodeId: true, extraNativeBytes: null };
export const NODE_24: SnapshotFormat = { lines: false, traceNodeId: false, extraNativeBytes: 0 };

const NODE_TYPE_WORDS = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
];
const EDGE_TYPE_WORDS = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];

/** The graph as V8 would write it. */
export function writeSnapshot(graph: HeapGraph, format: SnapshotFormat = NODE_24): string {
  const nodeFields = ['type', 'name', 'id', 'self_size', 'edge_count'];
  if (format.traceNodeId) nodeFields.push('trace_node_id');
  nodeFields.push('detachedness');
  const header = {
    meta: {
      node_fields: nodeFields,
      node_types: [NODE_TYPE_WORDS, 'string', 'number', 'number', 'number', 'number', 'number'],
      edge_fields: ['type', 'name_or_index', 'to_node'],
      edge_types: [EDGE_TYPE_WORDS, 'string_or_number', 'node'],
      trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
      trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
      sample_fields: ['timestamp_us', 'last_assigned_id'],
      location_fields: ['object_index', 'script_id', 'line', 'column'],
    },
    node_count: graph.nodeCount,
    edge_count: graph.edgeCount,
    trace_function_count: 0,
    ...(format.extraNativeBytes === null ? {} : { extra_native_bytes: format.extraNativeBytes }),
  };
  const between = format.lines ? '\n,' : ',';
  const ordinals = Array.from({ length: graph.nodeCount }, (_, node) => node);
  const nodes = ordinals.map((node) => {
    const edgeCount = graph.edgeStarts[node + 1]! - graph.edgeStarts[node]!;
    const fields = [
      graph.nodeTypes[node],
      graph.nodeNames[node],
      graph.nodeIds[node],
      graph.selfSizes[node],
      edgeCount,
    ];
    if (format.traceNodeId) fields.push(0);
    return [...fields, graph.detachedness[node]].join(',');
  });
  const edges = Array.from(graph.edgeTargets, (target, edge) =>
    [edgeTypeOf(graph, edge), edgeNameOf(graph, edge), target * nodeFields.length].join(','),
  );
  const locations = ordinals.flatMap((node) => {
    const location = graph.locationOf(node);
    if (location === null) return [];
    return [[node * nodeFields.length, location.scriptId, location.line, location.column].join(',')];
  });
  const strings = Array.from({ length: graph.strings.length }, (_, index) => JSON.stringify(graph.strings.get(index)));
  return [
    `{"snapshot":${JSON.stringify(header)},\n`,
    `"nodes":[${nodes.join(between)}${format.lines ? '\n' : ''}],\n`,
    `"edges":[${edges.join(between)}${format.lines ? '\n' : ''}],\n`,
    `"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n${format.extraEntries ?? ''}`,
    `"locations":[${locations.join(between)}],\n`,
    `"strings":[${strings.join(format.lines ? ',\n' : ',')}]}`,
  ].join('');
}

function isList(node: NodeSketch): node is readonly EdgeSketch[] {
  return Array.isArray(node);
}

function edgesOf(node: NodeSketch): readonly EdgeSketch[] {
  return isList(node) ? node : (node.edges ?? []);
}
