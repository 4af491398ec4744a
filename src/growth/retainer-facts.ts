import { className } from '../heap/classes.ts';
import { edgeTypeOf } from '../heap/edge-labels.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import { EdgeType } from '../heap/heap-graph.ts';
import { bytesFreedWithoutEdge } from '../heap/paths.ts';
import { nativeName } from './native-name.ts';
import { isBackingStore, isContext } from './retainer-chain.ts';
import type { StepLabeller } from './step-label.ts';

/** Who keeps the growing objects, over a few of them. */
export interface RetainerFacts {
  /** Objects that each hold one of them, not counting what it holds itself; the median. */
  readonly independent: number;
  /** Mean bytes that go when the edge on the shown path goes, and nothing else. */
  readonly freedBytesEach: number;
  /** The other holders of the newest, as `.last of Session`, the nearest to a name first. */
  readonly others: readonly string[];
}

const ASKED = 5;
const MOST_OTHERS = 3;
/** Steps up the dominator tree: lists are as deep as they are long. */
const DEEPEST = 200_000;

/** Counts the independent retainers of a few objects; `via` gives the edge of the shown path by node. */
export function readRetainers(
  analysis: HeapAnalysis,
  members: readonly number[],
  via: Int32Array,
  labeller: StepLabeller,
): RetainerFacts | null {
  const asked = members.slice(0, ASKED);
  if (asked.length === 0) return null;
  const counts = asked.map((member) => new Set(holdersOf(analysis, member).map(({ holder }) => holder)).size);
  const freed = asked.map((member) => (via[member]! < 0 ? 0 : bytesFreed(analysis, member, via[member]!)));
  return {
    independent: counts.toSorted((a, b) => a - b)[counts.length >> 1]!,
    freedBytesEach: freed.reduce((sum, bytes) => sum + bytes, 0) / asked.length,
    others: othersOf(analysis, asked[0]!, via[asked[0]!]!, labeller),
  };
}

/**
 * Edges that keep the node alive and do not start at what it retains itself. V8 tells of an element twice, from the array or
 * object and from the table in which that keeps it: these are one hold, told by its owner.
 */
function holdersOf(analysis: HeapAnalysis, node: number): Hold[] {
  const all = essentialHoldsOf(analysis, node);
  const holders = new Set(all.map(({ holder }) => holder));
  return all.filter(({ holder }) => !holders.has(ownerOfTable(analysis, holder)));
}

interface Hold {
  readonly holder: number;
  readonly edge: number;
}

/** What a table belongs to; −1 for anything else. */
function ownerOfTable({ graph, dominators }: HeapAnalysis, node: number): number {
  return isBackingStore(graph, node) && !isContext(graph, node) ? dominators.immediateDominators[node]! : -1;
}

/** Bytes that go with the element that an edge stands for: its twin from or to the table goes with it. */
function bytesFreed(analysis: HeapAnalysis, member: number, edge: number): number {
  const via = sourceOf(analysis, member, edge);
  const isOnly =
    via >= 0 &&
    essentialHoldsOf(analysis, member).every((hold) => hold.edge === edge || areOne(analysis, hold.holder, via));
  return isOnly ? analysis.retainedSizes[member]! : bytesFreedWithoutEdge(analysis, edge);
}

/** An array or object and the table of its elements. */
function areOne(analysis: HeapAnalysis, a: number, b: number): boolean {
  return a !== b && a >= 0 && b >= 0 && (ownerOfTable(analysis, a) === b || ownerOfTable(analysis, b) === a);
}

/** Where an edge that holds the node starts; −1 where it does not hold it. */
function sourceOf(analysis: HeapAnalysis, node: number, edge: number): number {
  return essentialHoldsOf(analysis, node).find((hold) => hold.edge === edge)?.holder ?? -1;
}

function essentialHoldsOf(analysis: HeapAnalysis, node: number): Hold[] {
  const { retainers, essentialEdges, graph } = analysis;
  const holders: Hold[] = [];
  for (let row = retainers.firstRetainer[node]!; row < retainers.firstRetainer[node + 1]!; row++) {
    const edge = retainers.retainingEdges[row]!;
    const holder = retainers.retainingNodes[row]!;
    if (essentialEdges[edge] === 0 || edgeTypeOf(graph, edge) === EdgeType.weak) continue;
    if (!isDominated(analysis, node, holder)) holders.push({ holder, edge });
  }
  return holders;
}

function isDominated({ dominators }: HeapAnalysis, upper: number, lower: number): boolean {
  let node = lower;
  for (let steps = 0; steps < DEEPEST && node !== 0; steps++) {
    if (node === upper) return true;
    const next = dominators.immediateDominators[node]!;
    if (next === node) return false;
    node = next;
  }
  return node === upper;
}

function othersOf(analysis: HeapAnalysis, node: number, shown: number, labeller: StepLabeller): string[] {
  const { graph } = analysis;
  const via = sourceOf(analysis, node, shown);
  const others = holdersOf(analysis, node)
    .filter(({ edge, holder }) => edge !== shown && !areOne(analysis, holder, via))
    .filter(({ edge }) => edgeTypeOf(graph, edge) !== EdgeType.shortcut);
  // All distances are computed when the first is asked for: most objects have one other holder or none.
  const byDistance = (a: Hold, b: Hold): number => analysis.distances[a.holder]! - analysis.distances[b.holder]!;
  const names = others.toSorted(byDistance).map(({ holder, edge }) => {
    const name = isBackingStore(graph, holder) ? 'a table' : nativeName(className(graph, holder));
    return `${labeller.reference(holder, edge).replace(/^internal /, '')} of ${name}`;
  });
  return [...new Set(names)].slice(0, MOST_OTHERS);
}
