import { essentialEdges } from './essential-edges.ts';
import type { HeapGraph } from './heap-graph.ts';

export interface DominatorTree {
  /** By ordinal; the root dominates itself. Nodes that nothing essential reaches hang below the root, as in DevTools. */
  readonly immediateDominators: Uint32Array;
  /** All ordinals, every node after its immediate dominator: one pass, forwards or backwards, covers the tree. */
  readonly order: Uint32Array;
  /** Nodes without any essential retainer; they and what they reach count as if the root held them. */
  readonly orphans: Uint32Array;
  /** Nodes in circles that nothing reaches from outside: each hangs below the root and keeps nothing, as in DevTools. */
  readonly stranded: Uint32Array;
}

/** Numbers by depth-first search; `number` counts from 1 by ordinal, the other two from 0 by number − 1. */
interface Search {
  readonly numbers: Uint32Array;
  readonly order: Uint32Array;
  readonly parents: Uint32Array;
  /** Nodes numbered by searches; those after are stranded. */
  readonly searched: number;
  readonly orphans: Uint32Array;
}

/**
 * Immediate dominators by Semi-NCA (Georgiadis, Tarjan, Werneck: Finding Dominators in Practice, JGAA 2006), iterative
 * throughout: lists of millions of nodes are ordinary in a heap. Equal to DevTools' Lengauer–Tarjan on every graph, the
 * treatment of unreachable nodes included.
 */
export function computeDominators(graph: HeapGraph): DominatorTree {
  const essential = essentialEdges(graph);
  const search = searchDepthFirst(graph, essential);
  const dominators = semiNca(graph, essential, search);
  const immediateDominators = new Uint32Array(graph.nodeCount);
  const order = search.order;
  for (let at = 0; at < order.length; at++) immediateDominators[order[at]!] = order[dominators[at]!]!;
  return { immediateDominators, order, orphans: search.orphans, stranded: order.slice(search.searched) };
}

function searchDepthFirst(graph: HeapGraph, essential: Uint8Array): Search {
  const { nodeCount, edgeStarts, edgeTargets } = graph;
  const numbers = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  const parents = new Uint32Array(nodeCount);
  const nextEdges = new Uint32Array(nodeCount);
  const orphans: number[] = [];
  let count = 0;
  const searchFrom = (start: number) => {
    let number = count;
    const first = number;
    order[count++] = start;
    numbers[start] = count;
    nextEdges[number] = edgeStarts[start]!;
    for (;;) {
      const node = order[number]!;
      const end = edgeStarts[node + 1]!;
      let edge = nextEdges[number]!;
      while (edge < end && (essential[edge] === 0 || numbers[edgeTargets[edge]!] !== 0)) edge++;
      nextEdges[number] = edge + 1;
      if (edge < end) {
        const target = edgeTargets[edge]!;
        parents[count] = number;
        number = count;
        order[count++] = target;
        numbers[target] = count;
        nextEdges[number] = edgeStarts[target]!;
      } else {
        if (number === first) return;
        number = parents[number]!;
      }
    }
  };
  searchFrom(0);
  if (count < nodeCount) {
    const retained = new Uint8Array(nodeCount);
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      if (essential[edge] === 1) retained[edgeTargets[edge]!] = 1;
    }
    for (let node = 0; node < nodeCount; node++) {
      if (numbers[node] !== 0 || retained[node] === 1) continue;
      orphans.push(node);
      searchFrom(node);
    }
  }
  const searched = count;
  for (let node = 0; count < nodeCount; node++) {
    if (numbers[node] !== 0) continue;
    order[count++] = node;
    numbers[node] = count;
  }
  return { numbers, order, parents, searched, orphans: Uint32Array.from(orphans) };
}

/** Immediate dominators, by search number from 0. */
function semiNca(graph: HeapGraph, essential: Uint8Array, search: Search): Uint32Array {
  const { parents, searched } = search;
  const { firsts, rows } = predecessorRows(graph, essential, search);
  const ancestors = parents.slice();
  const semi = parents.slice();
  const labels = new Uint32Array(graph.nodeCount);
  const path = new Uint32Array(graph.nodeCount);
  // Smallest semidominator on the way up from `number` to what was processed last.
  const evaluate = (number: number, last: number): number => {
    if (ancestors[number]! < last) return labels[number]!;
    let depth = 0;
    let at = number;
    do {
      path[depth++] = at;
      at = ancestors[at]!;
    } while (ancestors[at]! >= last);
    const top = ancestors[at]!;
    let label = labels[at]!;
    while (depth > 0) {
      at = path[--depth]!;
      ancestors[at] = top;
      if (label < labels[at]!) labels[at] = label;
      else label = labels[at]!;
    }
    return label;
  };
  for (let number = searched - 1; number > 0; number--) {
    let least = parents[number]!;
    const end = firsts[number + 1]!;
    for (let row = firsts[number]!; row < end; row++) {
      const predecessor = rows[row]!;
      const candidate = predecessor < number ? predecessor : evaluate(predecessor, number + 1);
      if (candidate < least) least = candidate;
    }
    semi[number] = least;
    labels[number] = least;
  }
  const dominators = parents;
  for (let number = 1; number < searched; number++) {
    const least = semi[number]!;
    let dominator = parents[number]!;
    while (dominator > least) dominator = dominators[dominator]!;
    dominators[number] = dominator;
  }
  return dominators;
}

/** Predecessors of each searched node over essential edges, by search number; an orphan has none but the root. */
function predecessorRows(graph: HeapGraph, essential: Uint8Array, search: Search) {
  const { edgeStarts, edgeTargets } = graph;
  const { numbers, order, searched } = search;
  const firsts = new Uint32Array(searched + 2);
  for (let number = 0; number < searched; number++) {
    const node = order[number]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      if (essential[edge] === 1) firsts[numbers[edgeTargets[edge]!]! + 1]!++;
    }
  }
  for (let at = 1; at < firsts.length; at++) firsts[at]! += firsts[at - 1]!;
  const rows = new Uint32Array(firsts[searched + 1]!);
  // firsts[n + 1] is the next free place of number n while filling, and the end of its row afterwards.
  for (let number = 0; number < searched; number++) {
    const node = order[number]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      if (essential[edge] === 1) rows[firsts[numbers[edgeTargets[edge]!]!]!++] = number;
    }
  }
  return { firsts, rows };
}
