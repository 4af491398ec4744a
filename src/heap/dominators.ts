import { type DepthFirstSearch, searchDepthFirst } from './depth-first-search.ts';
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

/**
 * Immediate dominators by Semi-NCA (Georgiadis, Tarjan, Werneck: Finding Dominators in Practice, JGAA 2006), iterative
 * throughout: lists of millions of nodes are ordinary in a heap. Equal to DevTools' Lengauer–Tarjan on every graph, the
 * treatment of unreachable nodes included.
 */
export function computeDominators(graph: HeapGraph): DominatorTree {
  const search = searchDepthFirst(graph);
  const { order, parents, scratch, searched, orphans } = search;
  findSemidominators(search);
  const dominators = liftToDominators(parents, search.nearest, searched);
  const immediateDominators = scratch;
  for (let number = 0; number < order.length; number++) {
    immediateDominators[order[number]!] = order[dominators[number]!]!;
  }
  return { immediateDominators, order, orphans, stranded: order.slice(searched) };
}

/** Turns `nearest` into semidominators, from the last number to the first. Uses up heads and scratch. */
function findSemidominators(search: DepthFirstSearch): void {
  const { parents, nearest, heads, chains, searched } = search;
  const ancestors = search.scratch;
  ancestors.set(parents);
  // Least semidominator on the way up to the root of the linked forest. A head is read before its place becomes a label.
  const labels = heads;
  let path = new Uint32Array(1024);
  for (let number = searched - 1; number > 0; number--) {
    let least = nearest[number]!;
    let entry = heads[number]!;
    while (entry !== 0 && least !== 0) {
      const predecessor = chains[entry * 2 - 2]!;
      entry = chains[entry * 2 - 1]!;
      let at = predecessor;
      let depth = 0;
      while (ancestors[at]! > number) {
        if (depth === path.length) path = grow(path);
        path[depth++] = at;
        at = ancestors[at]!;
      }
      let label = labels[at]!;
      const top = ancestors[at]!;
      while (depth > 0) {
        at = path[--depth]!;
        ancestors[at] = top;
        if (labels[at]! < label) label = labels[at]!;
        else labels[at] = label;
      }
      if (label < least) least = label;
    }
    nearest[number] = least;
    labels[number] = least;
  }
}

function grow(path: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(path.length * 2);
  grown.set(path);
  return grown;
}

/** The nearest common ancestor of parent and semidominator is the dominator; written over the parents. */
function liftToDominators(parents: Uint32Array, semidominators: Uint32Array, searched: number): Uint32Array {
  for (let number = 1; number < searched; number++) {
    const least = semidominators[number]!;
    let dominator = parents[number]!;
    while (dominator > least) dominator = parents[dominator]!;
    parents[number] = dominator;
  }
  return parents;
}
