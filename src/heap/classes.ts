import type { HeapAnalysis } from './heap-analysis.ts';
import { type HeapGraph, NodeType } from './heap-graph.ts';

const TYPE_NAMES: Record<number, string> = {
  [NodeType.hidden]: '(system)',
  [NodeType.array]: '(array)',
  [NodeType.string]: '(string)',
  [NodeType.code]: '(compiled code)',
  [NodeType.closure]: 'Function',
  [NodeType.regexp]: 'RegExp',
  [NodeType.number]: '(number)',
  [NodeType.synthetic]: '(synthetic)',
  [NodeType.concatenatedString]: '(concatenated string)',
  [NodeType.slicedString]: '(sliced string)',
  [NodeType.symbol]: '(symbol)',
  [NodeType.bigint]: '(bigint)',
  [NodeType.objectShape]: '(object shape)',
  [NodeType.unknown]: '(unknown)',
};

/** The class that DevTools lists a node under: the constructor's name for objects, `(string)`, `Function`… for the rest. */
export function className(graph: HeapGraph, ordinal: number): string {
  return TYPE_NAMES[graph.nodeTypes[ordinal]!] ?? constructorName(graph, ordinal);
}

/** Objects and native nodes; of DOM elements only the tag. */
function constructorName(graph: HeapGraph, ordinal: number): string {
  const name = graph.strings.get(graph.nodeNames[ordinal]!);
  const isDetached = graph.nodeTypes[ordinal] === NodeType.native && graph.detachedness[ordinal] === 2;
  const full = isDetached && !name.startsWith('Detached ') ? `Detached ${name}` : name;
  const tagAt = full.startsWith('<') ? 0 : full.startsWith('Detached <') ? 10 : -1;
  const space = tagAt < 0 ? -1 : full.indexOf(' ', tagAt);
  return space < 0 ? full : `${full.slice(0, space)}>`;
}

export interface ClassTotals {
  readonly name: string;
  /** Nodes with a shallow size of their own. */
  readonly count: number;
  readonly shallowBytes: number;
  /** Over the topmost members only: what one member retains of another counts once (DevTools' meaning). */
  readonly retainedBytes: number;
}

/** Classes by number: one entry per node. */
export interface ClassIndex {
  readonly names: readonly string[];
  readonly classes: Uint32Array;
}

/** Gives every node the number of its class. */
export function indexClasses(graph: HeapGraph): ClassIndex {
  const { nodeCount, nodeTypes, nodeNames } = graph;
  const names: string[] = [];
  const byName = new Map<string, number>();
  const numberOf = (ordinal: number) => {
    const name = className(graph, ordinal);
    let number = byName.get(name);
    if (number === undefined) {
      number = names.push(name) - 1;
      byName.set(name, number);
    }
    return number;
  };
  const byType = new Int32Array(16).fill(-1);
  const byString = new Map<number, number>();
  const classes = new Uint32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!;
    if (TYPE_NAMES[type] !== undefined) {
      if (byType[type]! < 0) byType[type] = numberOf(node);
      classes[node] = byType[type]!;
      continue;
    }
    const key = nodeNames[node]! * 4 + (type === NodeType.native ? graph.detachedness[node]! & 3 : 0);
    let number = byString.get(key);
    if (number === undefined) {
      number = numberOf(node);
      byString.set(key, number);
    }
    classes[node] = number;
  }
  return { names, classes };
}

/** Totals of every class that has a node with a shallow size, the largest retained size first. */
export function aggregateClasses(
  analysis: HeapAnalysis,
  index: ClassIndex = indexClasses(analysis.graph),
): ClassTotals[] {
  const { shallowSizes, retainedSizes } = analysis;
  const { names, classes } = index;
  const counts = new Float64Array(names.length);
  const shallow = new Float64Array(names.length);
  const retained = new Float64Array(names.length);
  for (let node = 0; node < classes.length; node++) {
    const size = shallowSizes[node]!;
    if (size === 0) continue;
    const number = classes[node]!;
    counts[number]!++;
    shallow[number]! += size;
  }
  forEachTopmost(analysis, classes, names.length, (node) => {
    retained[classes[node]!]! += retainedSizes[node]!;
  });
  return names
    .map((name, at) => ({ name, count: counts[at]!, shallowBytes: shallow[at]!, retainedBytes: retained[at]! }))
    .filter((row) => row.count > 0)
    .sort((a, b) => b.retainedBytes - a.retainedBytes || (a.name < b.name ? -1 : 1));
}

/** Calls `visit` for every node with a size that no node of its class dominates. */
function forEachTopmost(
  analysis: HeapAnalysis,
  classes: Uint32Array,
  classCount: number,
  visit: (node: number) => void,
): void {
  const { firsts, nodes } = analysis.dominatedNodes;
  const open = new Uint8Array(classCount);
  const stack = new Uint32Array(classes.length + 1);
  const next = new Uint32Array(classes.length + 1);
  const opened = new Uint8Array(classes.length + 1);
  let depth = 0;
  const enter = (node: number) => {
    const number = classes[node]!;
    stack[depth] = node;
    next[depth] = firsts[node]!;
    opened[depth] = 0;
    if (analysis.shallowSizes[node] !== 0 && open[number] === 0) {
      visit(node);
      open[number] = 1;
      opened[depth] = 1;
    }
    depth++;
  };
  enter(0);
  while (depth > 0) {
    const node = stack[depth - 1]!;
    const at = next[depth - 1]!;
    if (at < firsts[node + 1]!) {
      next[depth - 1] = at + 1;
      enter(nodes[at]!);
    } else {
      depth--;
      if (opened[depth] === 1) open[classes[node]!] = 0;
    }
  }
}

/**
 * Bytes freed when all of these nodes go at once (Eclipse MAT's retained size of a set): what can then no longer be reached over
 * essential edges. Never less than the largest member's own retained size, nor more than their sum. Only what the nearest common
 * dominator of them retains is looked through: the rest does not depend on them.
 */
export function retainedSizeOfSet(analysis: HeapAnalysis, ordinals: Iterable<number>): number {
  const { graph, dominators, shallowSizes, essentialEdges } = analysis;
  const { edgeStarts, edgeTargets } = graph;
  const members = Uint32Array.from(ordinals);
  const top = commonDominator(dominators.immediateDominators, members);
  const seen = top === 0 ? new Uint8Array(graph.nodeCount) : outsideOf(analysis, top);
  const stack = new Uint32Array(graph.nodeCount);
  let depth = 0;
  for (const ordinal of members) seen[ordinal] = 2;
  const push = (node: number) => {
    if (seen[node] !== 0) return;
    seen[node] = 1;
    stack[depth++] = node;
  };
  push(top);
  if (top === 0 && depth > 0) {
    for (const orphan of dominators.orphans) push(orphan);
    for (const node of dominators.stranded) seen[node] ||= 1;
  }
  while (depth > 0) {
    const node = stack[--depth]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      if (essentialEdges[edge] === 1) push(edgeTargets[edge]!);
    }
  }
  let freed = 0;
  for (let node = 0; node < graph.nodeCount; node++) if (seen[node] !== 1) freed += shallowSizes[node]!;
  return freed;
}

/** The nearest node that dominates, or is, each of these; the root, 0, of none. Every node above them is looked at once. */
function commonDominator(immediateDominators: Uint32Array, members: Uint32Array): number {
  if (members.length === 0) return 0;
  // Above the first member: how many steps up, from 1; above another one, and so below the answer: −1.
  const places = new Int32Array(immediateDominators.length);
  let steps = 0;
  for (let node = members[0]!; places[node] === 0; node = immediateDominators[node]!) places[node] = ++steps;
  let top = members[0]!;
  for (const member of members) {
    let node = member;
    for (; places[node] === 0; node = immediateDominators[node]!) places[node] = -1;
    if (places[node]! > places[top]!) top = node;
  }
  return top;
}

/** 0 for what a node retains, itself included, and 1 for everything else. */
function outsideOf({ graph, dominatedNodes }: HeapAnalysis, top: number): Uint8Array {
  const outside = new Uint8Array(graph.nodeCount).fill(1);
  const stack = [top];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    outside[node] = 0;
    for (let at = dominatedNodes.firsts[node]!; at < dominatedNodes.firsts[node + 1]!; at++) {
      stack.push(dominatedNodes.nodes[at]!);
    }
  }
  return outside;
}
