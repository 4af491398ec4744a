import { FIELDS, NEAREST, ROW, searchDepthFirst } from './depth-first-search.ts';
import { discard } from './discard.ts';
import { computeDominatorsInKernel } from './dominators-in-kernel.ts';
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

/** What takes the place of NEAREST and ROW. */
const ANCESTOR = NEAREST;
const LABEL = ROW;

/**
 * Immediate dominators by Semi-NCA (Georgiadis, Tarjan, Werneck: Finding Dominators in Practice, JGAA 2006), iterative
 * throughout: lists of millions of nodes are ordinary in a heap. Equal to DevTools' Lengauer–Tarjan on every graph, the
 * treatment of unreachable nodes included.
 */
export function computeDominators(graph: HeapGraph): DominatorTree {
  if (graph.kernel) return computeDominatorsInKernel(graph, graph.kernel);
  const { order, parents, found, rows, searched, orphans } = searchDepthFirst(graph);
  const semidominators = findSemidominators(parents, found, rows, searched);
  discard(rows);
  discard(found);
  liftToDominators(parents, semidominators, searched);
  // Memory that is paid for already.
  const immediateDominators = semidominators;
  for (let number = 0; number < order.length; number++) {
    immediateDominators[order[number]!] = order[parents[number]!]!;
  }
  discard(parents);
  return { immediateDominators, order, orphans, stranded: order.slice(searched) };
}

/** By number, from the last to the first. What was found of a node gives way to its ancestor and label once it is read. */
function findSemidominators(
  parents: Uint32Array,
  found: Uint32Array,
  rows: Uint32Array,
  searched: number,
): Uint32Array<ArrayBuffer> {
  const semidominators = new Uint32Array(parents.length);
  let path = new Uint32Array(1024);
  for (let number = searched - 1; number > 0; number--) {
    const record = FIELDS * number;
    let least = found[record + NEAREST]!;
    const first = found[record - FIELDS + ROW]!;
    for (let row = found[record + ROW]! - 1; row >= first && least !== 0; row--) {
      let at = rows[row]!;
      let ancestor = found[FIELDS * at + ANCESTOR]!;
      let label = found[FIELDS * at + LABEL]!;
      if (ancestor > number) {
        // The least semidominator on the way up through what is processed already; the way is shortened for those who follow.
        let depth = 0;
        do {
          if (depth === path.length) path = grow(path);
          path[depth++] = at;
          at = ancestor;
          ancestor = found[FIELDS * at + ANCESTOR]!;
        } while (ancestor > number);
        label = found[FIELDS * at + LABEL]!;
        while (depth > 0) {
          const below = FIELDS * path[--depth]!;
          found[below + ANCESTOR] = ancestor;
          if (found[below + LABEL]! < label) label = found[below + LABEL]!;
          else found[below + LABEL] = label;
        }
      }
      if (label < least) least = label;
    }
    semidominators[number] = least;
    found[record + ANCESTOR] = parents[number]!;
    found[record + LABEL] = least;
  }
  return semidominators;
}

function grow(path: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(path.length * 2);
  grown.set(path);
  return grown;
}

/** The nearest common ancestor of parent and semidominator is the dominator; it takes the parent's place. */
function liftToDominators(parents: Uint32Array, semidominators: Uint32Array, searched: number): void {
  for (let number = 1; number < searched; number++) {
    const least = semidominators[number]!;
    let dominator = parents[number]!;
    while (dominator > least) dominator = parents[dominator]!;
    parents[number] = dominator;
  }
}
