import { SYSTEM_DISTANCE } from './distances.ts';
import { edgeNameOf, edgeTypeOf } from './edge-labels.ts';
import { Ephemerons } from './ephemerons.ts';
import type { HeapAnalysis } from './heap-analysis.ts';
import { EdgeType } from './heap-graph.ts';
import { sourceOfEdge } from './source-of-edge.ts';
import { isUserRoot } from './user-roots.ts';

/** One edge on the way from the root to a node. */
export interface PathStep {
  /** Edge number of the graph. */
  readonly edge: number;
  readonly source: number;
  readonly target: number;
}

/** From the root to the node, the root's own edge first. */
export type RetainerPath = readonly PathStep[];

interface Partial {
  readonly node: number;
  /** Edges from here to the target. */
  readonly steps: number;
  /** Lower bound of the whole path's distance. */
  readonly bound: number;
  /** The edge that leads from `node` towards the target; null at the target. */
  readonly edge: number;
  readonly next: Partial | null;
}

/**
 * Up to `count` retainer paths without repeated nodes, the shortest first, by DevTools' distances: a path from the user's globals
 * comes before any that starts at V8's own roots. Best-first search backwards from the node (A*, Hart, Nilsson, Raphael 1968)
 * with the distances as exact bound, so that a path costs little more than its own length.
 */
export function shortestRetainerPaths(analysis: HeapAnalysis, ordinal: number, count = 1): RetainerPath[] {
  const { distances } = analysis;
  const paths: RetainerPath[] = [];
  const heap = new Frontier();
  heap.push({ node: ordinal, steps: 0, bound: distances[ordinal]!, edge: -1, next: null });
  const budget = 20_000 * count;
  const timesTaken = new Map<number, number>();
  for (let taken = 0; taken < budget && paths.length < count; taken++) {
    const partial = heap.pop();
    if (partial === null) break;
    if (partial.node === 0) {
      paths.push(unwind(partial));
      continue;
    }
    // No node can lie on more than `count` of the paths looked for.
    const times = (timesTaken.get(partial.node) ?? 0) + 1;
    if (times > count) continue;
    timesTaken.set(partial.node, times);
    for (const extended of extensions(analysis, partial, count)) heap.push(extended);
  }
  return paths;
}

/** The best ways one edge further up; more than `count` could never be used. */
function extensions(analysis: HeapAnalysis, partial: Partial, count: number): Partial[] {
  const { graph, retainers, distances } = analysis;
  const { firstRetainer, retainingNodes, retainingEdges } = retainers;
  const best: Partial[] = [];
  const end = firstRetainer[partial.node + 1]!;
  for (let row = firstRetainer[partial.node]!; row < end; row++) {
    const node = retainingNodes[row]!;
    const edge = retainingEdges[row]!;
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.weak || distances[node]! < 0) continue;
    if (type === EdgeType.shortcut && node !== 0) continue;
    const steps = partial.steps + 1;
    const bound = node === 0 ? steps + rootDistance(analysis, partial.node) : steps + distances[node]!;
    if (best.length >= count && bound >= best[best.length - 1]!.bound) continue;
    if (lies(partial, node)) continue;
    const at = best.findIndex((other) => other.bound > bound);
    best.splice(at < 0 ? best.length : at, 0, { node, steps, bound, edge, next: partial });
    if (best.length > count) best.pop();
  }
  return best;
}

/** The user's globals count as distance 1 by themselves; V8's roots come after everything that the user's globals hold. */
function rootDistance(analysis: HeapAnalysis, child: number): number {
  return isUserRoot(analysis.graph, child) ? 0 : SYSTEM_DISTANCE;
}

function lies(partial: Partial, node: number): boolean {
  for (let at: Partial | null = partial; at !== null; at = at.next) if (at.node === node) return true;
  return false;
}

function unwind(partial: Partial): RetainerPath {
  const path: PathStep[] = [];
  for (let at = partial; at.next !== null; at = at.next) {
    path.push({ edge: at.edge, source: at.node, target: at.next.node });
  }
  return path;
}

interface Entry {
  readonly partial: Partial;
  readonly serial: number;
}

/** Binary heap by bound; of equal bounds the one that is nearer the root, then the one that came first. */
class Frontier {
  private readonly items: Entry[] = [];
  private pushed = 0;

  push(partial: Partial): void {
    const items = this.items;
    const item = { partial, serial: this.pushed++ };
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!before(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Partial | null {
    const items = this.items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined) return null;
    if (items.length === 0) return top.partial;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1]!, items[child]!)) child++;
      if (!before(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top.partial;
  }
}

function before(a: Entry, b: Entry): boolean {
  if (a.partial.bound !== b.partial.bound) return a.partial.bound < b.partial.bound;
  return a.partial.steps > b.partial.steps || (a.partial.steps === b.partial.steps && a.serial < b.serial);
}

/**
 * Bytes that would be freed without this one edge: the target's retained size when every other essential edge to it comes from what
 * it retains itself, else 0. Of a WeakMap pair, key and table edge stand for the same hold.
 */
export function bytesFreedWithoutEdge(analysis: HeapAnalysis, edge: number): number {
  const { graph, retainers, retainedSizes, dominators, essentialEdges } = analysis;
  const target = graph.edgeTargets[edge]!;
  const hold = essentialEdges[edge] === 1 ? edge : keyEdgeOf(analysis, edge);
  if (hold < 0 || target === 0) return 0;
  const places = orderPlaces(dominators.order);
  // Stranded nodes keep nothing; they come last in the order.
  const firstStranded = dominators.order.length - dominators.stranded.length;
  if (places[sourceOfEdge(graph, hold)]! >= firstStranded) return 0;
  const end = retainers.firstRetainer[target + 1]!;
  for (let row = retainers.firstRetainer[target]!; row < end; row++) {
    const other = retainers.retainingEdges[row]!;
    if (other === hold || essentialEdges[other] === 0) continue;
    const retainer = retainers.retainingNodes[row]!;
    if (places[retainer]! < firstStranded && !dominates(analysis, places, target, retainer)) return 0;
  }
  return retainedSizes[target]!;
}

/** Of a WeakMap pair's table edge, the essential twin from the key; −1 for any other edge. */
function keyEdgeOf(analysis: HeapAnalysis, edge: number): number {
  const { graph, retainers, essentialEdges } = analysis;
  const ephemerons = new Ephemerons(graph);
  const pairOf = (at: number) =>
    edgeTypeOf(graph, at) === EdgeType.internal ? (ephemerons.pairOf(edgeNameOf(graph, at))?.pair ?? null) : null;
  const pair = pairOf(edge);
  if (pair === null) return -1;
  const target = graph.edgeTargets[edge]!;
  const end = retainers.firstRetainer[target + 1]!;
  for (let row = retainers.firstRetainer[target]!; row < end; row++) {
    const other = retainers.retainingEdges[row]!;
    if (essentialEdges[other] === 1 && pairOf(other) === pair) return other;
  }
  return -1;
}

function orderPlaces(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) places[order[at]!] = at;
  return places;
}

function dominates(analysis: HeapAnalysis, places: Uint32Array, upper: number, lower: number): boolean {
  const { immediateDominators } = analysis.dominators;
  let node = lower;
  while (places[node]! > places[upper]!) node = immediateDominators[node]!;
  return node === upper;
}

/**
 * Walks down the dominator tree from `start` while one child keeps at least `share` of its parent's retained size (Eclipse MAT's
 * accumulation point). Returns the ordinals on the way; the last is the point.
 */
export function accumulationPath(analysis: HeapAnalysis, start = 0, share = 0.7): number[] {
  const { dominatedNodes, retainedSizes } = analysis;
  const path = [start];
  for (let node = start; ; ) {
    let largest = -1;
    for (let at = dominatedNodes.firsts[node]!; at < dominatedNodes.firsts[node + 1]!; at++) {
      const child = dominatedNodes.nodes[at]!;
      if (largest < 0 || retainedSizes[child]! > retainedSizes[largest]!) largest = child;
    }
    if (largest < 0 || retainedSizes[largest]! < share * retainedSizes[node]!) return path;
    path.push(largest);
    node = largest;
  }
}
