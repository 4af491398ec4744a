import { edgeNameOf, edgeTypeOf } from './edge-labels.ts';
import { Ephemerons } from './ephemerons.ts';
import { EdgeType, type HeapGraph, NodeType } from './heap-graph.ts';
import { isUserRoot } from './user-roots.ts';

/** Distance of nodes that are only held by V8's own roots starts here (DevTools' baseSystemDistance). */
export const SYSTEM_DISTANCE = 100_000_000;
/** Not reachable at all. */
export const NO_DISTANCE = -5;

/**
 * Edges from the root to each node as DevTools counts them: breadth-first from the user's globals (distance 1), then from the
 * root for what is left. Weak edges, descriptor links that may not hold for every map, and the first edge met of a WeakMap pair
 * do not count (JSHeapSnapshot.calculateDistances).
 */
export function computeDistances(graph: HeapGraph): Int32Array {
  const { edgeStarts, edgeTargets } = graph;
  const distances = new Int32Array(graph.nodeCount).fill(NO_DISTANCE);
  const queue: number[] = [];
  for (let edge = edgeStarts[0]!; edge < edgeStarts[1]!; edge++) {
    const target = edgeTargets[edge]!;
    if (!isUserRoot(graph, target)) continue;
    distances[target] = 1;
    queue.push(target);
  }
  const filter = distanceFilter(graph);
  spread(graph, queue, distances, filter);
  distances[0] = queue.length > 0 ? SYSTEM_DISTANCE : 0;
  spread(graph, [0], distances, filter);
  return distances;
}

type EdgeFilter = (node: number, edge: number) => boolean;

function spread(graph: HeapGraph, starts: readonly number[], distances: Int32Array, counts: EdgeFilter): void {
  const { edgeStarts, edgeTargets } = graph;
  // A start may be named by several edges and is then visited again, as in DevTools: pairs depend on it.
  const queue = new Uint32Array(graph.nodeCount + starts.length);
  queue.set(starts);
  let length = starts.length;
  for (let at = 0; at < length; at++) {
    const node = queue[at]!;
    const distance = distances[node]! + 1;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (distances[target] !== NO_DISTANCE || edgeTypeOf(graph, edge) === EdgeType.weak || !counts(node, edge))
        continue;
      distances[target] = distance;
      queue[length++] = target;
    }
  }
}

/** DevTools' filter; it remembers the WeakMap pairs of which it has seen one edge. */
function distanceFilter(graph: HeapGraph): EdgeFilter {
  const { nodeTypes, nodeNames, strings } = graph;
  const nativeContext = strings.indexOf('system / NativeContext');
  const sloppyFunctionMap = strings.indexOf('sloppy_function_map');
  const mapDescriptors = strings.indexOf('(map descriptors)');
  const ephemerons = new Ephemerons(graph);
  const pending = new Set<string>();
  return (node, edge) => {
    const type = nodeTypes[node]!;
    const edgeType = edgeTypeOf(graph, edge);
    const name = edgeNameOf(graph, edge);
    const isNumbered = edgeType === EdgeType.element || edgeType === EdgeType.hidden;
    if (type === NodeType.hidden && nodeNames[node] === nativeContext && !isNumbered && name === sloppyFunctionMap) {
      return false;
    }
    if (type === NodeType.array && nodeNames[node] === mapDescriptors) {
      // Every third entry from the fifth on may belong to another map that shares the array.
      const index = isNumbered ? name : Number.parseInt(strings.get(name), 10);
      return index < 2 || index % 3 !== 1;
    }
    if (edgeType !== EdgeType.internal) return true;
    const pair = ephemerons.pairOf(name);
    if (pair === null || pending.delete(pair.pair)) return true;
    pending.add(pair.pair);
    return false;
  };
}
