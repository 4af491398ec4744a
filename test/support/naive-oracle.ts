import { edgeNameOf, edgeTypeOf } from '../../src/heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../../src/heap/heap-graph.ts';

/** Answers by definition, in time that no real heap would allow; for small graphs only. */
export interface NaiveAnswers {
  readonly essential: boolean[];
  readonly immediateDominators: number[];
  readonly shallowSizes: number[];
  readonly retainedSizes: number[];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly type: number;
  readonly name: string;
}

export function answerNaively(graph: HeapGraph): NaiveAnswers {
  const edges = listEdges(graph);
  const owned = ownedByPage(graph, edges);
  const essential = edges.map((edge) => isEssential(graph, edge, owned));
  const { starts, strong } = holdOf(graph, edges, essential);
  const shallowSizes = transferSizes(graph, edges);
  const all = nodesOf(graph);
  const lostWithout = (removed: number[]) => {
    const alive = reachWithout(starts, strong, removed);
    return all.filter((node) => !alive.has(node));
  };
  const lost = all.map((node) => new Set(lostWithout([node])));
  const immediateDominators = all.map((node) => {
    if (node === 0) return 0;
    const dominators = all.filter((other) => other !== node && lost[other]!.has(node));
    // The nearest of a chain is the one that the most of the others dominate.
    return dominators.reduce((nearest, other) => (lost[nearest]!.has(other) ? other : nearest), 0);
  });
  const retainedSizes = all.map((node) => sum([...lost[node]!].map((other) => shallowSizes[other]!)));
  return { essential, immediateDominators, shallowSizes, retainedSizes };
}

/** Bytes that are lost when all these nodes go at once. */
export function retainedBySetNaively(graph: HeapGraph, members: readonly number[]): number {
  const { essential, shallowSizes } = answerNaively(graph);
  const { starts, strong } = holdOf(graph, listEdges(graph), essential);
  const alive = reachWithout(starts, strong, members);
  return sum(
    nodesOf(graph)
      .filter((node) => !alive.has(node))
      .map((node) => shallowSizes[node]!),
  );
}

function nodesOf(graph: HeapGraph): number[] {
  return Array.from({ length: graph.nodeCount }, (_, node) => node);
}

function listEdges(graph: HeapGraph): Edge[] {
  return nodesOf(graph).flatMap((from) => {
    const edges: Edge[] = [];
    for (let at = graph.edgeStarts[from]!; at < graph.edgeStarts[from + 1]!; at++) {
      const type = edgeTypeOf(graph, at);
      const isNumbered = type === EdgeType.element || type === EdgeType.hidden;
      const name = isNumbered ? String(edgeNameOf(graph, at)) : graph.strings.get(edgeNameOf(graph, at));
      edges.push({ from, to: graph.edgeTargets[at]!, type, name });
    }
    return edges;
  });
}

function nameOf(graph: HeapGraph, node: number): string {
  return graph.strings.get(graph.nodeNames[node]!);
}

function isDocumentTrees(graph: HeapGraph, node: number): boolean {
  return graph.nodeTypes[node] === NodeType.synthetic && nameOf(graph, node) === '(Document DOM trees)';
}

function ownedByPage(graph: HeapGraph, edges: Edge[]): Set<number> {
  const starts = edges.filter(
    ({ from, to, type }) =>
      from === 0 && (type === EdgeType.shortcut || (type === EdgeType.element && isDocumentTrees(graph, to))),
  );
  return reach(
    starts.map(({ to }) => to),
    edges.filter(({ type }) => type !== EdgeType.weak),
    new Set(),
  );
}

function isEssential(graph: HeapGraph, { from, to, type, name }: Edge, owned: Set<number>): boolean {
  if (type === EdgeType.weak || from === to) return false;
  if (type === EdgeType.internal && name.endsWith(` pair in WeakMap (table @${graph.nodeIds[from]})`)) return false;
  if (from === 0) return true;
  return type !== EdgeType.shortcut && (owned.has(from) || !owned.has(to));
}

/** What is alive by itself: the root, what nothing holds, and what only holds itself in circles; the last keeps nothing. */
function holdOf(graph: HeapGraph, edges: Edge[], essential: boolean[]): { starts: number[]; strong: Edge[] } {
  const strong = edges.filter((_, at) => essential[at]);
  const starts = [0];
  const held = new Set(strong.map(({ to }) => to));
  for (const node of nodesOf(graph)) {
    if (!held.has(node) && !reach(starts, strong, new Set()).has(node)) starts.push(node);
  }
  const reached = reach(starts, strong, new Set());
  const stranded = nodesOf(graph).filter((node) => !reached.has(node));
  return { starts: [...starts, ...stranded], strong: strong.filter(({ from }) => reached.has(from)) };
}

/** Without the root nothing is left: it stands for everything that keeps objects alive. */
function reachWithout(starts: readonly number[], edges: readonly Edge[], removed: readonly number[]): Set<number> {
  return removed.includes(0) ? new Set() : reach(starts, edges, new Set(removed));
}

function reach(starts: readonly number[], edges: readonly Edge[], without: Set<number>): Set<number> {
  const seen = new Set(starts.filter((node) => !without.has(node)));
  for (let grew = true; grew; ) {
    grew = false;
    for (const { from, to } of edges) {
      if (!seen.has(from) || seen.has(to) || without.has(to)) continue;
      seen.add(to);
      grew = true;
    }
  }
  return seen;
}

/** An owned node's owners are all the others from which a way leads to it through owned nodes alone. */
function transferSizes(graph: HeapGraph, edges: Edge[]): number[] {
  const sizes = Array.from(graph.selfSizes);
  const isOwnable = (node: number) =>
    graph.nodeTypes[node] === NodeType.hidden ||
    graph.nodeTypes[node] === NodeType.array ||
    (graph.nodeTypes[node] === NodeType.native && nameOf(graph, node) === 'system / ExternalStringData');
  const isSynthetic = (node: number) => graph.nodeTypes[node] === NodeType.synthetic;
  const hasUser = edges.some(({ from, to }) => from === 0 && (!isSynthetic(to) || isDocumentTrees(graph, to)));
  if (!hasUser) return sizes;
  const inner = edges.filter(({ to, type }) => type !== EdgeType.weak && isOwnable(to));
  const holders = nodesOf(graph).filter((node) => !isOwnable(node));
  for (const node of nodesOf(graph).filter(isOwnable)) {
    const owners = holders.filter((holder) => reach([holder], inner, new Set()).has(node));
    const owner = owners[0];
    if (owners.length !== 1 || owner === undefined || owner === 0 || isSynthetic(owner)) continue;
    sizes[owner]! += graph.selfSizes[node]!;
    sizes[node] = 0;
  }
  return sizes;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
