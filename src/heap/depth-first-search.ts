import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { leadsToPage, pageOwnedNodes } from './page-owned-nodes.ts';
import { weakMapTableEdges } from './weak-map-tables.ts';

/** A depth-first search of the essential edges from the root. Numbers count from 0, the root's, in the order of discovery. */
export interface DepthFirstSearch {
  /** Ordinal by number; stranded nodes come last. */
  readonly order: Uint32Array;
  /** Number of the parent by number; the root's for orphans and stranded nodes. */
  readonly parents: Uint32Array;
  /** Smallest number of a predecessor that is an ancestor, by number. */
  readonly nearest: Uint32Array;
  /** First entry, counted from 1, of the predecessors with a greater number, by number; 0 ends the chain. */
  readonly heads: Uint32Array;
  /** Entry e (from 1): the predecessor's number at 2e − 2, the next entry at 2e − 1. */
  readonly chains: Uint32Array;
  /** Nodes found by searches; the others are stranded. */
  readonly searched: number;
  readonly orphans: Uint32Array;
  /** By ordinal, of no more use: space for others. */
  readonly scratch: Uint32Array;
}

/**
 * One traversal that finds the essential edges (see essential-edges.ts), numbers the nodes and keeps each node's predecessors, all in
 * one visit of every edge: what costs time in a heap of millions of nodes is fetching them from memory.
 *
 * What the user's globals own is known without a pass of its own: they are searched first, so that it is what is numbered before
 * the rest. Predecessors with a smaller number settle at once which is the nearest to the root; those of nodes that the root itself
 * holds do not matter at all.
 */
export function searchDepthFirst(graph: HeapGraph): DepthFirstSearch {
  const tableEdges = weakMapTableEdges(graph);
  // The table's edges to WeakMap values are passed over like weak ones; the column is as before once the search is done.
  for (const edge of tableEdges) graph.edgeTypes[edge] = EdgeType.weak;
  try {
    return search(graph, tableEdges);
  } finally {
    for (const edge of tableEdges) graph.edgeTypes[edge] = EdgeType.internal;
  }
}

function search(graph: HeapGraph, tableEdges: Uint32Array): DepthFirstSearch {
  const { nodeCount, edgeStarts, edgeTypes, edgeTargets } = graph;
  /** Number + 1 by ordinal; 0 where not found yet. */
  const numbers = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  const parents = new Uint32Array(nodeCount);
  const nearest = new Uint32Array(nodeCount);
  const heads = new Uint32Array(nodeCount);
  // As long as they could ever have to be: pages that are not touched cost nothing.
  const chains = new Uint32Array(graph.edgeCount * 2);
  const cursors = new Uint32Array(nodeCount);
  const shortcutsPassed: number[] = [];
  let found = 1;
  let chained = 0;
  /** What the globals keep is numbered up to here; 0 while it is being searched. */
  let ownedCount = 0;
  /** What they own besides. */
  let alsoOwned: Uint8Array | null = null;
  let pointsToRoot = false;
  numbers[0] = 1;

  const searchFrom = (start: number) => {
    const besides = alsoOwned;
    const owned = ownedCount;
    let count = found;
    let links = chained;
    let number = count;
    let depth = 0;
    let edge = edgeStarts[start]!;
    let end = edgeStarts[start + 1]!;
    order[count++] = start;
    numbers[start] = count;
    // Edges to nodes found up to here come from outside and do not count; 0 within what is owned.
    let barred = besides === null || besides[start] === 0 ? owned : 0;
    for (;;) {
      while (edge < end) {
        const type = edgeTypes[edge]!;
        const target = edgeTargets[edge++]!;
        if (type === EdgeType.weak) continue;
        if (type === EdgeType.shortcut) {
          if (owned === 0) shortcutsPassed.push(target);
          continue;
        }
        const known = numbers[target]!;
        if (known === 0) {
          if (besides !== null && barred !== 0 && besides[target] === 1) continue;
          cursors[depth++] = edge;
          parents[count] = number;
          nearest[count] = number;
          number = count;
          order[count++] = target;
          numbers[target] = count;
          edge = edgeStarts[target]!;
          end = edgeStarts[target + 1]!;
          if (besides !== null) barred = besides[target] === 0 ? owned : 0;
        } else if (known > number + 1) {
          if (nearest[known - 1]! > number) nearest[known - 1] = number;
        } else if (known <= number && known > barred) {
          if (nearest[known - 1] === 0) {
            if (known === 1) pointsToRoot = true;
          } else if (besides === null || barred === 0 || besides[target] === 0) {
            chains[links * 2] = number;
            chains[links * 2 + 1] = heads[known - 1]!;
            heads[known - 1] = ++links;
          }
        }
      }
      if (depth === 0) break;
      number = parents[number]!;
      edge = cursors[--depth]!;
      const node = order[number]!;
      end = edgeStarts[node + 1]!;
      if (besides !== null) barred = besides[node] === 0 ? owned : 0;
    }
    found = count;
    chained = links;
  };
  const searchFromRoot = (isWanted: (edge: number) => boolean) => {
    for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) {
      const target = edgeTargets[edge]!;
      if (edgeTypes[edge] === EdgeType.weak || !isWanted(edge)) continue;
      if (target === 0) pointsToRoot = true;
      else if (numbers[target] === 0) searchFrom(target);
      else nearest[numbers[target]! - 1] = 0;
    }
  };

  searchFromRoot((edge) => leadsToPage(graph, edge));
  alsoOwned = ownedBesides(graph, numbers, pointsToRoot, shortcutsPassed, tableEdges);
  ownedCount = found;
  searchFromRoot((edge) => !leadsToPage(graph, edge));

  const orphans: number[] = [];
  if (found < nodeCount) {
    const isOwned = (node: number) => (numbers[node] !== 0 && numbers[node]! <= ownedCount) || alsoOwned?.[node] === 1;
    const retained = retainedByUnfound(graph, numbers, isOwned);
    for (let node = 0; node < nodeCount; node++) {
      if (numbers[node] !== 0 || retained[node] === 1) continue;
      orphans.push(node);
      searchFrom(node);
    }
  }
  const searched = found;
  for (let node = 0; found < nodeCount; node++) if (numbers[node] === 0) order[found++] = node;
  return {
    order,
    parents,
    nearest,
    heads,
    chains,
    searched,
    orphans: Uint32Array.from(orphans),
    scratch: numbers,
  };
}

/**
 * What the globals own but do not keep: behind shortcuts, behind WeakMap tables, and, should an owned node point to the root, all
 * that is reachable. 1 per node; null where there is no such node, as in most heaps.
 */
function ownedBesides(
  graph: HeapGraph,
  numbers: Uint32Array,
  pointsToRoot: boolean,
  shortcutsPassed: readonly number[],
  tableEdges: Uint32Array,
): Uint8Array | null {
  const { edgeTypes, edgeTargets } = graph;
  const starts = [...shortcutsPassed];
  for (const edge of tableEdges) {
    const source = sourceOfEdge(graph, edge);
    if (source !== 0 && numbers[source] !== 0) starts.push(edgeTargets[edge]!);
  }
  const missed = starts.filter((start) => numbers[start] === 0 || start === 0);
  if (missed.length === 0 && !pointsToRoot) return null;
  for (const edge of tableEdges) edgeTypes[edge] = EdgeType.internal;
  const owned = pointsToRoot ? null : spreadBeyond(graph, numbers, missed);
  const all = owned ?? pageOwnedNodes(graph);
  for (const edge of tableEdges) edgeTypes[edge] = EdgeType.weak;
  return all;
}

/** What the starts reach of nodes without number, over edges that are not weak; null when they reach the root. */
function spreadBeyond(graph: HeapGraph, numbers: Uint32Array, starts: readonly number[]): Uint8Array | null {
  const { edgeStarts, edgeTypes, edgeTargets } = graph;
  const owned = new Uint8Array(graph.nodeCount);
  const stack = [...starts];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 0) return null;
    if (owned[node] === 1 || numbers[node] !== 0) continue;
    owned[node] = 1;
    for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
      if (edgeTypes[edge] !== EdgeType.weak) stack.push(edgeTargets[edge]!);
    }
  }
  return owned;
}

/** The node that an edge starts from. */
export function sourceOfEdge(graph: HeapGraph, edge: number): number {
  const { edgeStarts } = graph;
  let low = 0;
  let high = graph.nodeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edgeStarts[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Nodes that an essential edge of a node not found by any search leads to: 1 per node. */
function retainedByUnfound(graph: HeapGraph, numbers: Uint32Array, isOwned: (node: number) => boolean): Uint8Array {
  const { edgeStarts, edgeTypes, edgeTargets } = graph;
  const retained = new Uint8Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (numbers[node] !== 0) continue;
    const isOutside = !isOwned(node);
    for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
      const target = edgeTargets[edge]!;
      const type = edgeTypes[edge]!;
      if (type === EdgeType.weak || type === EdgeType.shortcut || target === node) continue;
      if (!isOutside || !isOwned(target)) retained[target] = 1;
    }
  }
  return retained;
}
