import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { Ephemerons } from '../heap/ephemerons.ts';
import { EdgeType, type HeapGraph } from '../heap/heap-graph.ts';
import { type PathTree, ROOT_PATH } from './path-tree.ts';
import { StepLabeller } from './step-label.ts';
import { V8Nodes } from './v8-nodes.ts';

/** Node has no path: unreachable, or only through V8's own nodes. */
export const NO_PATH = -1;

/** By which a timer or a resource keeps the AsyncLocalStorage stores that were current when it was made; up to Node 22, and since (timers by the last). */
const CAPTURED_STORES = ['<symbol kResourceStore>', '<symbol async_context_frame>', '<symbol kAsyncContextFrame>'];
/** Node's stack of the resources whose callbacks are running (lib/internal/async_hooks.js). */
const RUNNING = 'execution_async_resources';
/** How a timer is held that waits: by its list, which it leaves while its callback runs (lib/internal/timers.js). */
const WAITING_TIMER = '._idleNext|Timeout';
const TIMERS = '[i]|TimersList';

/** One snapshot's nodes on the merged paths of the run. */
export interface PathWalk {
  /** Path of each node, or NO_PATH. */
  readonly pathOf: Int32Array;
  /** The edge by which the breadth-first walk came to each node (index into the graph's edges); −1 for the root. */
  readonly viaEdge: Int32Array;
  /** The node it came from; −1 for the root. */
  readonly viaNode: Int32Array;
}

/**
 * Walks the graph breadth-first from the root over strong edges, giving each node the merged path of its first visit.
 * V8's own nodes are not passed through; Node's list of what to free at exit, stores that a timer happens to have captured,
 * what is running just then, and then V8's own roots, are entered only after everything else has been reached. A timer whose
 * callback was interrupted by the snapshot has the path of those that wait, or all that it holds would move; and so has one that
 * another timer's object leads to, which is a short cut into the list where timers of different ages lie beside each other.
 */
export function walkPaths(graph: HeapGraph, tree: PathTree): PathWalk {
  const { nodeCount, edgeStarts, edgeTargets } = graph;
  const pathOf = new Int32Array(nodeCount).fill(NO_PATH);
  const viaEdge = new Int32Array(nodeCount).fill(-1);
  const viaNode = new Int32Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  /** Nodes and edges from them, to be followed when nothing else is left to visit. */
  const afterOthers: [source: number, edge: number][] = [];
  const last: [source: number, edge: number, rank: number][] = [];
  const labeller = new StepLabeller(graph);
  const labels = new Map<string, Map<string, number>>();
  /** Joined and looked up once for each pair of reference and target: a heap has millions of edges and few labels. */
  const labelOf = (source: number, edge: number): number => {
    const reference = labeller.reference(source, edge);
    const target = labeller.target(edgeTargets[edge]!);
    let ofReference = labels.get(reference);
    if (ofReference === undefined) {
      ofReference = new Map();
      labels.set(reference, ofReference);
    }
    let label = ofReference.get(target);
    if (label === undefined) {
      label = tree.label(`${reference}|${target}`);
      ofReference.set(target, label);
    }
    return label;
  };
  const v8 = new V8Nodes(graph);
  const ephemerons = new Ephemerons(graph);
  /** From a WeakMap's table to a value: the value lives as long as its key, so only the key's edge retains it. */
  const isTableToValue = (source: number, edge: number): boolean =>
    edgeTypeOf(graph, edge) === EdgeType.internal &&
    ephemerons.pairOf(edgeNameOf(graph, edge))?.tableId === graph.nodeIds[source];
  const captured = CAPTURED_STORES.map((name) => graph.strings.indexOf(name));
  const isCaptured = (edge: number): boolean =>
    edgeTypeOf(graph, edge) === EdgeType.property && captured.includes(edgeNameOf(graph, edge));
  const [timer, timersList] = ['Timeout', 'TimersList'].map((name) => graph.strings.indexOf(name));
  const running = runningResources(graph);
  const timers = tree.child(ROOT_PATH, tree.label(TIMERS));
  const waiting = tree.child(timers, tree.label(WAITING_TIMER));
  const next = graph.strings.indexOf('_idleNext');
  /** A timer that has fired or was cleared is in no list. */
  const isWaiting = (node: number): boolean => {
    for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
      if (edgeTypeOf(graph, edge) !== EdgeType.property || edgeNameOf(graph, edge) !== next) continue;
      const name = graph.nodeNames[edgeTargets[edge]!];
      return name === timer || name === timersList;
    }
    return false;
  };
  let head = 0;
  let tail = 0;

  const visit = (source: number, edge: number, path: number): void => {
    const target = edgeTargets[edge]!;
    // Whichever of setTimeout, clearInterval … comes first in the dictionary of globals leads to Node's lists of timers.
    if (graph.nodeNames[target] === timersList) pathOf[target] = timers;
    else if (graph.nodeNames[target] === timer && tree.isBelow(path, timers) && isWaiting(target))
      pathOf[target] = waiting;
    else pathOf[target] = path;
    viaEdge[target] = edge;
    viaNode[target] = source;
    queue[tail++] = target;
  };
  const drain = (): void => {
    while (head < tail) {
      const source = queue[head++]!;
      const path = pathOf[source]!;
      for (let edge = edgeStarts[source]!; edge < edgeStarts[source + 1]!; edge++) {
        const target = edgeTargets[edge]!;
        // What holds for most edges comes first.
        if (pathOf[target] !== NO_PATH || v8.isOwn(target)) continue;
        if (edgeTypeOf(graph, edge) === EdgeType.weak || isTableToValue(source, edge)) continue;
        const rank = source <= 1 ? v8.lateRootRank(target) : null;
        if (rank !== null) last.push([source, edge, rank]);
        else if (v8.isCleanupList(target) || isCaptured(edge) || target === running) afterOthers.push([source, edge]);
        else visit(source, edge, tree.child(path, labelOf(source, edge)));
      }
      if (graph.nodeNames[source] === timersList) visitRunningTimers();
    }
  };
  const visitRunningTimers = (): void => {
    if (running < 0) return;
    for (let edge = edgeStarts[running]!; edge < edgeStarts[running + 1]!; edge++) {
      const target = edgeTargets[edge]!;
      if (graph.nodeNames[target] !== timer || pathOf[target] !== NO_PATH) continue;
      visit(running, edge, waiting);
    }
  };

  pathOf[0] = ROOT_PATH;
  // The root's children are seeded with the globals first: the user's own names make the best paths.
  const children: number[] = [];
  for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) children.push(edge);
  children.sort(
    (a, b) =>
      Number(edgeTypeOf(graph, b) === EdgeType.shortcut) - Number(edgeTypeOf(graph, a) === EdgeType.shortcut) || a - b,
  );
  for (const edge of children) {
    const target = edgeTargets[edge]!;
    if (pathOf[target] === NO_PATH && edgeTypeOf(graph, edge) !== EdgeType.weak) {
      visit(0, edge, tree.child(ROOT_PATH, labelOf(0, edge)));
    }
  }
  drain();
  last.sort(([, , a], [, , b]) => a - b);
  for (const late of [afterOthers, last]) {
    // Following one may find more of them.
    for (const [source, edge] of late) {
      if (pathOf[edgeTargets[edge]!] !== NO_PATH) continue;
      visit(source, edge, tree.child(pathOf[source]!, labelOf(source, edge)));
      drain();
    }
  }
  return { pathOf, viaEdge, viaNode };
}

/** The array of the resources whose callbacks are running; −1: none. Node's own objects come first in a snapshot. */
function runningResources(graph: HeapGraph): number {
  const name = graph.strings.indexOf(RUNNING);
  if (name < 0) return -1;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (edgeNameOf(graph, edge) !== name) continue;
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.context || type === EdgeType.property) return graph.edgeTargets[edge]!;
  }
  return -1;
}
