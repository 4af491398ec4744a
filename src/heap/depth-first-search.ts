import { discard } from './discard.ts';
import { edgeTypeOf } from './edge-labels.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { leadsToPage, pageOwnedNodes } from './page-owned-nodes.ts';
import { shortcutsBelowRoot, sourceOfEdge } from './source-of-edge.ts';
import { weakMapTableEdges } from './weak-map-tables.ts';

/**
 * What the search keeps of each node found beside its parent, FIELDS words a node, by number. They lie together because they are wanted
 * together and in no order: what costs time in a heap of millions of nodes is fetching them from memory.
 */
export const FIELDS = 2;
/** Smallest number of a predecessor that is an ancestor. */
export const NEAREST = 0;
/** How many predecessors with a greater number there are; then, where their row ends. */
export const ROW = 1;

/** A depth-first search of the essential edges from the root. Numbers count from 0, the root's, in the order of discovery. */
export interface DepthFirstSearch {
  /** Ordinal by number; stranded nodes come last. */
  readonly order: Uint32Array;
  /** Number of the parent in the search, by number; the root's for orphans and stranded nodes. */
  readonly parents: Uint32Array;
  readonly found: Uint32Array;
  /** Predecessors with a greater number: those of n from the ROW of n − 1 to the ROW of n. */
  readonly rows: Uint32Array;
  /** Nodes found by searches; the others are stranded. */
  readonly searched: number;
  readonly orphans: Uint32Array;
}

/** Set in the target of an edge that does not count, for as long as the search lasts. */
const BARRED = 0x8000_0000;

/**
 * One traversal that finds the essential edges (see essential-edges.ts), numbers the nodes and keeps each node's predecessors, all in
 * one visit of every edge.
 *
 * What the user's globals own is known without a pass of its own: they are searched first, so that it is what is numbered before
 * the rest. Predecessors with a smaller number settle at once which is the nearest to the root; those of nodes that the root itself
 * holds do not matter at all.
 */
export function searchDepthFirst(graph: HeapGraph): DepthFirstSearch {
  const tableEdges = weakMapTableEdges(graph);
  // The column is as before once the search is done.
  barEdges(graph, tableEdges);
  try {
    return search(graph, tableEdges);
  } finally {
    unbarEdges(graph, tableEdges);
  }
}

/** Weak edges, shortcuts but the root's, and the table's edges to WeakMap values. */
function barEdges(graph: HeapGraph, tableEdges: Uint32Array): void {
  const { edgeCount, edgeTargets, edgeStarts } = graph;
  const ofRoot = edgeStarts[1]!;
  for (let edge = 0; edge < edgeCount; edge++) {
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.weak || (type === EdgeType.shortcut && edge >= ofRoot)) edgeTargets[edge]! |= BARRED;
  }
  for (const edge of tableEdges) edgeTargets[edge]! |= BARRED;
}

function unbarEdges(graph: HeapGraph, tableEdges: Uint32Array): void {
  const { edgeCount, edgeTargets } = graph;
  for (let edge = 0; edge < edgeCount; edge++) {
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.weak || type === EdgeType.shortcut) edgeTargets[edge]! &= ~BARRED;
  }
  for (const edge of tableEdges) edgeTargets[edge]! &= ~BARRED;
}

function search(graph: HeapGraph, tableEdges: Uint32Array): DepthFirstSearch {
  const { nodeCount, edgeStarts, edgeTargets } = graph;
  // Two words a node by ordinal, as each visit wants both: its first edge, and its number + 1 or 0 where not found yet.
  const nodes = new Uint32Array(2 * nodeCount + 2);
  for (let node = 0; node <= nodeCount; node++) nodes[2 * node] = edgeStarts[node]!;
  const numberOf = (node: number) => nodes[2 * node + 1]!;
  const order = new Uint32Array(nodeCount);
  const parents = new Uint32Array(nodeCount);
  const records = new Uint32Array(FIELDS * nodeCount);
  // As long as they could ever have to be: pages that are not touched cost nothing.
  const pairs = new Uint32Array(graph.edgeCount * 2);
  const cursors = new Uint32Array(nodeCount);
  let found = 1;
  let paired = 0;
  /** What the globals keep is numbered up to here; 0 while it is being searched. */
  let ownedCount = 0;
  /** What they own besides. */
  let alsoOwned: Uint8Array | null = null;
  let pointsToRoot = false;
  nodes[1] = 1;

  const searchFrom = (start: number) => {
    const besides = alsoOwned;
    const owned = ownedCount;
    let count = found;
    let links = paired;
    let number = count;
    let depth = 0;
    let edge = nodes[2 * start]!;
    let end = nodes[2 * start + 2]!;
    order[count++] = start;
    nodes[2 * start + 1] = count;
    // Edges to nodes found up to here come from outside and do not count; 0 within what is owned.
    let barred = besides === null || besides[start] === 0 ? owned : 0;
    for (;;) {
      while (edge < end) {
        const target = edgeTargets[edge++]! | 0;
        if (target < 0) continue;
        const known = nodes[2 * target + 1]!;
        if (known === 0) {
          if (besides !== null && barred !== 0 && besides[target] === 1) continue;
          cursors[depth++] = edge;
          parents[count] = number;
          records[FIELDS * count + NEAREST] = number;
          number = count;
          order[count++] = target;
          nodes[2 * target + 1] = count;
          edge = nodes[2 * target]!;
          end = nodes[2 * target + 2]!;
          if (besides !== null) barred = besides[target] === 0 ? owned : 0;
        } else if (known <= number) {
          if (known <= barred) continue;
          const record = FIELDS * known - FIELDS;
          if (records[record + NEAREST] === 0) {
            if (known === 1) pointsToRoot = true;
          } else if (besides === null || barred === 0 || besides[target] === 0) {
            pairs[links] = number;
            pairs[links + 1] = known - 1;
            links += 2;
            records[record + ROW]!++;
          }
        } else if (known > number + 1) {
          const record = FIELDS * known - FIELDS;
          if (records[record + NEAREST]! > number) records[record + NEAREST] = number;
        }
      }
      if (depth === 0) break;
      number = parents[number]!;
      edge = cursors[--depth]!;
      const node = order[number]!;
      end = nodes[2 * node + 2]!;
      if (besides !== null) barred = besides[node] === 0 ? owned : 0;
    }
    found = count;
    paired = links;
  };
  const searchFromRoot = (toPage: boolean) => {
    for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) {
      const target = edgeTargets[edge]!;
      if (edgeTypeOf(graph, edge) === EdgeType.weak || target >= BARRED || leadsToPage(graph, edge) !== toPage)
        continue;
      if (target === 0) pointsToRoot = true;
      else if (numberOf(target) === 0) searchFrom(target);
      else records[FIELDS * (numberOf(target) - 1) + NEAREST] = 0;
    }
  };

  searchFromRoot(true);
  alsoOwned = ownedBesides(graph, numberOf, pointsToRoot, tableEdges);
  ownedCount = found;
  searchFromRoot(false);

  const orphans: number[] = [];
  if (found < nodeCount) {
    const isOwned = (node: number) => (numberOf(node) !== 0 && numberOf(node) <= ownedCount) || alsoOwned?.[node] === 1;
    const retained = retainedByUnfound(graph, numberOf, isOwned);
    for (let node = 0; node < nodeCount; node++) {
      if (numberOf(node) !== 0 || retained[node] === 1) continue;
      orphans.push(node);
      searchFrom(node);
    }
  }
  const searched = found;
  for (let node = 0; found < nodeCount; node++) if (numberOf(node) === 0) order[found++] = node;
  discard(nodes);
  const rows = sortIntoRows(records, searched, pairs, paired);
  discard(pairs);
  return { order, parents, found: records, rows, searched, orphans: Uint32Array.from(orphans) };
}

/** Counting sort of (predecessor, node) pairs by node. The later of two predecessors of a node comes later in its row. */
function sortIntoRows(records: Uint32Array, searched: number, pairs: Uint32Array, length: number): Uint32Array {
  let end = 0;
  for (let at = ROW; at < FIELDS * searched; at += FIELDS) {
    const start = end;
    end += records[at]!;
    records[at] = start;
  }
  const rows = new Uint32Array(end);
  for (let at = 0; at < length; at += 2) {
    const row = FIELDS * pairs[at + 1]! + ROW;
    rows[records[row]!++] = pairs[at]!;
  }
  return rows;
}

/**
 * What the globals own but do not keep: behind shortcuts, behind WeakMap tables, and, should an owned node point to the root, all
 * that is reachable. 1 per node; null where there is no such node, as in most heaps.
 */
function ownedBesides(
  graph: HeapGraph,
  numberOf: (node: number) => number,
  pointsToRoot: boolean,
  tableEdges: Uint32Array,
): Uint8Array | null {
  if (pointsToRoot) return withoutBars(graph, tableEdges, () => pageOwnedNodes(graph));
  const passed = [...tableEdges, ...shortcutsBelowRoot(graph)];
  const starts: number[] = [];
  for (const edge of passed) {
    const source = sourceOfEdge(graph, edge);
    if (source !== 0 && numberOf(source) !== 0) starts.push(graph.edgeTargets[edge]! & ~BARRED);
  }
  const missed = starts.filter((start) => numberOf(start) === 0 || start === 0);
  if (missed.length === 0) return null;
  return withoutBars(graph, tableEdges, () => spreadBeyond(graph, numberOf, missed) ?? pageOwnedNodes(graph));
}

function withoutBars<T>(graph: HeapGraph, tableEdges: Uint32Array, compute: () => T): T {
  unbarEdges(graph, tableEdges);
  const result = compute();
  barEdges(graph, tableEdges);
  return result;
}

/** What the starts reach of nodes without number, over edges that are not weak; null when they reach the root. */
function spreadBeyond(graph: HeapGraph, numberOf: (node: number) => number, starts: number[]): Uint8Array | null {
  const { edgeStarts, edgeTargets } = graph;
  const owned = new Uint8Array(graph.nodeCount);
  const stack = [...starts];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 0) return null;
    if (owned[node] === 1 || numberOf(node) !== 0) continue;
    owned[node] = 1;
    for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
      if (edgeTypeOf(graph, edge) !== EdgeType.weak) stack.push(edgeTargets[edge]!);
    }
  }
  return owned;
}

/** Nodes that an essential edge of a node not found by any search leads to: 1 per node. */
function retainedByUnfound(
  graph: HeapGraph,
  numberOf: (node: number) => number,
  isOwned: (node: number) => boolean,
): Uint8Array {
  const { edgeStarts, edgeTargets } = graph;
  const retained = new Uint8Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (numberOf(node) !== 0) continue;
    const isOutside = !isOwned(node);
    for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
      const target = edgeTargets[edge]!;
      if (target >= BARRED || target === node) continue;
      if (!isOutside || !isOwned(target)) retained[target] = 1;
    }
  }
  return retained;
}
