import { edgeNameOf, edgeTypeOf } from './edge-labels.ts';
import { Ephemerons } from './ephemerons.ts';
import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from './heap-graph.ts';

export interface CollectionEntry {
  /** Property name, array index, or null where the key is a node or a small integer. */
  readonly key: string | number | null;
  /** Ordinal; null where the key is no node (property, index, small integer). */
  readonly keyNode: number | null;
  /** Ordinal; null where the value is a small integer, or there is none (Set). */
  readonly valueNode: number | null;
  /** The edge that holds the value, or the key where there is no value node. */
  readonly edge: number;
}

export interface CollectionContents {
  readonly kind: 'map' | 'set' | 'weak-map' | 'array' | 'dictionary' | 'object';
  /** Entries with a node in them; small integers leave no trace in a snapshot. */
  readonly entries: readonly CollectionEntry[];
  /** Entries that fit the backing store; null where there is none or its form is not known. */
  readonly capacity: number | null;
  /** Ordinal of the node that holds the entries; null where the object holds them itself. */
  readonly backingStore: number | null;
}

/** V8 on 64 bits without pointer compression, as in every build of Node. */
const POINTER_BYTES = 8;
/** Map word and length of a FixedArray. */
const ARRAY_HEADER_BYTES = 16;
/** OrderedHashTable: element count, deleted count, bucket count (v8/src/objects/ordered-hash-table.h). */
const TABLE_HEADER_SLOTS = 3;
const ENTRIES_PER_BUCKET = 2;
const MAP_ENTRY_SLOTS = 3;
const SET_ENTRY_SLOTS = 2;

/** What a Map, Set, WeakMap, Array or plain object holds; null for nodes that are no objects. */
export function contentsOf(graph: HeapGraph, ordinal: number): CollectionContents | null {
  if (graph.nodeTypes[ordinal] !== NodeType.object) return null;
  const table = internalTarget(graph, ordinal, 'table');
  if (table >= 0) return orderedTable(graph, table) ?? weakTable(graph, table);
  if (graph.strings.get(graph.nodeNames[ordinal]!) === 'Array') return arrayContents(graph, ordinal);
  return objectContents(graph, ordinal);
}

/** Target of the node's internal edge of this name, or −1. */
export function internalTarget(graph: HeapGraph, ordinal: number, name: string): number {
  return targetOf(graph, ordinal, EdgeType.internal, name);
}

/** Target of the object's property of this name, or −1. */
export function propertyTarget(graph: HeapGraph, ordinal: number, name: string): number {
  return targetOf(graph, ordinal, EdgeType.property, name);
}

function targetOf(graph: HeapGraph, ordinal: number, type: EdgeType, name: string): number {
  const end = graph.edgeStarts[ordinal + 1]!;
  for (let edge = graph.edgeStarts[ordinal]!; edge < end; edge++) {
    if (edgeTypeOf(graph, edge) !== type) continue;
    if (graph.strings.get(edgeNameOf(graph, edge)) === name) return graph.edgeTargets[edge]!;
  }
  return -1;
}

/** A Map's or Set's table: which of the two follows from its length, as 7b = 5c has no solution in powers of two. */
function orderedTable(graph: HeapGraph, table: number): CollectionContents | null {
  const slots = (graph.selfSizes[table]! - ARRAY_HEADER_BYTES) / POINTER_BYTES - TABLE_HEADER_SLOTS;
  const bucketsOf = (entrySlots: number) => {
    const buckets = slots / (1 + ENTRIES_PER_BUCKET * entrySlots);
    return buckets > 0 && Number.isInteger(Math.log2(buckets)) ? buckets : 0;
  };
  const mapBuckets = bucketsOf(MAP_ENTRY_SLOTS);
  const buckets = mapBuckets || bucketsOf(SET_ENTRY_SLOTS);
  if (buckets === 0) return null;
  const entrySlots = mapBuckets > 0 ? MAP_ENTRY_SLOTS : SET_ENTRY_SLOTS;
  const first = TABLE_HEADER_SLOTS + buckets;
  const found = new Map<number, { keyEdge: number; valueEdge: number }>();
  for (const { edge, index } of numberedEdges(graph, table)) {
    const place = index - first;
    if (place < 0) continue;
    const entry = Math.floor(place / entrySlots);
    const column = place % entrySlots;
    if (column === entrySlots - 1) continue;
    const known = found.get(entry) ?? { keyEdge: -1, valueEdge: -1 };
    found.set(entry, column === 0 ? { ...known, keyEdge: edge } : { ...known, valueEdge: edge });
  }
  const entries = [...found]
    .filter(([, { keyEdge }]) => keyEdge < 0 || !isHole(graph, graph.edgeTargets[keyEdge]!))
    .sort(([a], [b]) => a - b)
    .map(([, { keyEdge, valueEdge }]) => ({
      key: null,
      keyNode: keyEdge < 0 ? null : graph.edgeTargets[keyEdge]!,
      valueNode: valueEdge < 0 ? null : graph.edgeTargets[valueEdge]!,
      edge: valueEdge < 0 ? keyEdge : valueEdge,
    }));
  const kind = mapBuckets > 0 ? 'map' : 'set';
  return { kind, entries, capacity: buckets * ENTRIES_PER_BUCKET, backingStore: table };
}

/** What Node 22 and later show in the place of a deleted key. */
function isHole(graph: HeapGraph, node: number): boolean {
  return graph.nodeTypes[node] === NodeType.hidden && graph.strings.get(graph.nodeNames[node]!) === 'system / Hole';
}

/** Internal edges whose names are slot numbers. */
function numberedEdges(graph: HeapGraph, ordinal: number): { edge: number; index: number }[] {
  const found: { edge: number; index: number }[] = [];
  const end = graph.edgeStarts[ordinal + 1]!;
  for (let edge = graph.edgeStarts[ordinal]!; edge < end; edge++) {
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.element || type === EdgeType.hidden) {
      found.push({ edge, index: edgeNameOf(graph, edge) });
    } else if (type === EdgeType.internal) {
      const name = graph.strings.get(edgeNameOf(graph, edge));
      if (/^\d+$/.test(name)) found.push({ edge, index: Number(name) });
    }
  }
  return found;
}

/** A WeakMap's table: its pairs, by their names. Keys whose values are small integers leave no pair. */
function weakTable(graph: HeapGraph, table: number): CollectionContents {
  const ephemerons = new Ephemerons(graph);
  const entries: CollectionEntry[] = [];
  const end = graph.edgeStarts[table + 1]!;
  for (let edge = graph.edgeStarts[table]!; edge < end; edge++) {
    if (edgeTypeOf(graph, edge) !== EdgeType.internal || ephemerons.pairOf(edgeNameOf(graph, edge)) === null) continue;
    entries.push({ key: null, keyNode: null, valueNode: graph.edgeTargets[edge]!, edge });
  }
  return { kind: 'weak-map', entries, capacity: null, backingStore: table };
}

function arrayContents(graph: HeapGraph, ordinal: number): CollectionContents {
  const store = internalTarget(graph, ordinal, 'elements');
  return {
    kind: 'array',
    entries: ownEntries(graph, ordinal, EdgeType.element),
    capacity: store < 0 ? null : (graph.selfSizes[store]! - ARRAY_HEADER_BYTES) / POINTER_BYTES,
    backingStore: store < 0 ? null : store,
  };
}

function objectContents(graph: HeapGraph, ordinal: number): CollectionContents {
  const store = internalTarget(graph, ordinal, 'properties');
  const isDictionary = store >= 0 && graph.nodeTypes[store] === NodeType.array;
  return {
    kind: isDictionary ? 'dictionary' : 'object',
    entries: [...ownEntries(graph, ordinal, EdgeType.property), ...ownEntries(graph, ordinal, EdgeType.element)],
    capacity: null,
    backingStore: store < 0 ? null : store,
  };
}

function ownEntries(graph: HeapGraph, ordinal: number, type: EdgeType): CollectionEntry[] {
  const entries: CollectionEntry[] = [];
  const end = graph.edgeStarts[ordinal + 1]!;
  for (let edge = graph.edgeStarts[ordinal]!; edge < end; edge++) {
    if (edgeTypeOf(graph, edge) !== type) continue;
    const name = edgeNameOf(graph, edge);
    const key = type === EdgeType.element ? name : graph.strings.get(name);
    if (key === '__proto__') continue;
    entries.push({ key, keyNode: null, valueNode: graph.edgeTargets[edge]!, edge });
  }
  return entries;
}

export interface ContextVariable {
  readonly name: string;
  /** Ordinal of its value; variables that hold small integers leave no trace. */
  readonly valueNode: number;
  /** Ordinal of the context. */
  readonly context: number;
  /** 0 for the innermost scope. */
  readonly scope: number;
}

/** The context that a closure was made in, or −1. */
export function contextOf(graph: HeapGraph, closure: number): number {
  return internalTarget(graph, closure, 'context');
}

/** Variables that a closure, or a context itself, keeps alive: innermost scope first, outwards through `previous`. */
export function contextVariables(graph: HeapGraph, ordinal: number): ContextVariable[] {
  const variables: ContextVariable[] = [];
  const seen = new Set<number>();
  let context = graph.nodeTypes[ordinal] === NodeType.closure ? contextOf(graph, ordinal) : ordinal;
  for (let scope = 0; context >= 0 && !seen.has(context); scope++) {
    seen.add(context);
    const end = graph.edgeStarts[context + 1]!;
    for (let edge = graph.edgeStarts[context]!; edge < end; edge++) {
      if (edgeTypeOf(graph, edge) !== EdgeType.context) continue;
      const name = graph.strings.get(edgeNameOf(graph, edge));
      variables.push({ name, valueNode: graph.edgeTargets[edge]!, context, scope });
    }
    context = internalTarget(graph, context, 'previous');
  }
  return variables;
}

/** Where a closure was defined, or the class of an object; null where V8 gives none. */
export function definitionOf(graph: HeapGraph, ordinal: number): ScriptLocation | null {
  const own = graph.locationOf(ordinal);
  if (own !== null) return own;
  const maker = internalTarget(graph, ordinal, 'constructor');
  return maker < 0 ? null : graph.locationOf(maker);
}
