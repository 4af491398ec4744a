import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';
import type { PathTree } from './path-tree.ts';
import { splitLabel } from './step-label.ts';
import { BUFFER_MEMORY } from './v8-nodes.ts';
import { NO_PATH, type PathWalk } from './walk-paths.ts';

/** What the objects of a growing path hold, in the newest snapshot: shallow bytes of what the walk reached at or below them. */
export interface ContentFacts {
  /** Objects on the path itself. */
  readonly objects: number;
  readonly bytes: number;
  /** Memory behind Buffers, ArrayBuffers and typed arrays. */
  readonly bufferBytes: number;
  /** Strings that are kept as the parent of a slice. */
  readonly slicedBytes: number;
  /** Copies of strings beyond the first with the same text. */
  readonly duplicateBytes: number;
  /** Global objects of V8 contexts (`vm.createContext`). */
  readonly contexts: number;
  /** Tables that hold elements of arrays, and the references in them: numbers are none. */
  readonly elementBytes: number;
}

/** Share of the bytes that further copies of texts make up, 0…1. */
export function copiedShareOf({ bytes, duplicateBytes }: ContentFacts): number {
  return duplicateBytes / Math.max(1, bytes);
}

/** So many steps below the growing objects are looked at. */
const DEEPEST = 8;
/** Shorter copies cost no more than the reference to one string would. */
const LEAST_STRING_BYTES = 32;
const CONTEXT = /^system \/ NativeContext$/;

/** Paths of the tree that lie at or at most 8 steps below the given ones, by the number of steps + 1; 0: not below. */
export function pathsBelow(tree: PathTree, members: readonly number[]): Uint8Array {
  const below = new Uint8Array(tree.size);
  for (const member of members) below[member] = 1;
  // Children have larger numbers than their parents.
  for (let path = 1; path < tree.size; path++) {
    const above = below[tree.parents[path]!]!;
    if (below[path] === 0 && above > 0 && above <= DEEPEST) below[path] = above + 1;
  }
  return below;
}

/** Sums up what hangs at or below a path. */
export function readContents(graph: HeapGraph, { pathOf, viaEdge }: PathWalk, below: Uint8Array): ContentFacts {
  const facts = {
    objects: 0,
    bytes: 0,
    bufferBytes: 0,
    slicedBytes: 0,
    duplicateBytes: 0,
    contexts: 0,
    elementBytes: 0,
  };
  const texts = new Set<number>();
  for (let node = 0; node < pathOf.length; node++) {
    const path = pathOf[node]!;
    const depth = path === NO_PATH ? 0 : below[path]!;
    if (depth === 0) continue;
    const size = graph.selfSizes[node]!;
    facts.bytes += size;
    if (depth === 1) facts.objects++;
    const type = graph.nodeTypes[node];
    const name = graph.nodeNames[node]!;
    if (type === NodeType.string) {
      if (edgeName(graph, viaEdge[node]!) === 'parent') facts.slicedBytes += size;
      // Equal texts have one entry among the snapshot's strings; of very long ones V8 writes the beginning only.
      const text = name * 2 ** 22 + Math.min(size, 2 ** 22 - 1);
      if (size >= LEAST_STRING_BYTES && texts.has(text)) facts.duplicateBytes += size;
      texts.add(text);
    } else if (type === NodeType.native && graph.strings.get(name).startsWith(BUFFER_MEMORY)) {
      facts.bufferBytes += size;
    } else if (type === NodeType.array && edgeName(graph, viaEdge[node]!) === 'elements') {
      facts.elementBytes += size;
    } else if (type === NodeType.hidden || type === NodeType.object) {
      if (CONTEXT.test(graph.strings.get(name))) facts.contexts++;
    }
  }
  return facts;
}

/** Labels of what hangs below one of the growing objects at a like rate, the commonest kinds of V8's nodes included. */
export function labelsBelow(tree: PathTree, pathOf: Int32Array, below: Uint8Array): string[] {
  const counts = new Uint32Array(tree.size);
  let objects = 0;
  for (let node = 0; node < pathOf.length; node++) {
    const path = pathOf[node]!;
    if (path === NO_PATH || below[path] === 0) continue;
    counts[path]!++;
    if (below[path] === 1) objects++;
  }
  const labels = new Set<string>();
  for (let path = 1; path < counts.length; path++) {
    if (counts[path]! > 0 && counts[path]! >= 0.5 * objects) labels.add(splitLabel(tree.labelText(path)).target);
  }
  return [...labels];
}

function edgeName(graph: HeapGraph, edge: number): string | null {
  if (edge < 0) return null;
  const type = edgeTypeOf(graph, edge);
  return type === EdgeType.internal || type === EdgeType.property ? graph.strings.get(edgeNameOf(graph, edge)) : null;
}
