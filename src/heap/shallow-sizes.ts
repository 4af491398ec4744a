import { EdgeType, type HeapGraph, NodeType } from './heap-graph.ts';
import { isUserRoot } from './user-roots.ts';

const UNVISITED = 0xffff_ffff;
const SEVERAL_OWNERS = 0xffff_fffe;

/**
 * Bytes of each node as DevTools shows them: arrays, hidden nodes and external string data that belong to a single node give
 * their size to it (JSHeapSnapshot.calculateShallowSizes). Without user roots the sizes are V8's own.
 */
export function shallowSizes(graph: HeapGraph): Float64Array {
  const sizes = Float64Array.from(graph.selfSizes);
  if (!hasUserRoot(graph)) return sizes;
  const owners = findOwners(graph);
  for (let node = 0; node < graph.nodeCount; node++) {
    const owner = owners[node]!;
    if (owner === node || owner >= SEVERAL_OWNERS) continue;
    if (owner === 0 || graph.nodeTypes[owner] === NodeType.synthetic) continue;
    sizes[owner]! += graph.selfSizes[node]!;
    sizes[node] = 0;
  }
  return sizes;
}

function hasUserRoot(graph: HeapGraph): boolean {
  for (let edge = graph.edgeStarts[0]!; edge < graph.edgeStarts[1]!; edge++) {
    if (isUserRoot(graph, graph.edgeTargets[edge]!)) return true;
  }
  return false;
}

/** For each node itself, the single node it belongs to, or one of the two marks. */
function findOwners(graph: HeapGraph): Uint32Array {
  const { nodeCount, nodeTypes, nodeNames, edgeStarts, edgeTypes, edgeTargets } = graph;
  const externalData = graph.strings.indexOf('system / ExternalStringData');
  const owners = new Uint32Array(nodeCount);
  // A node enters the list at most three times: by itself or by its first owner, and once more with several owners.
  const pending: number[] = [];
  const visit = (node: number) => {
    const owner = owners[node]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      const known = owners[target]!;
      if (known === target || known === owner || known === SEVERAL_OWNERS) continue;
      if (edgeTypes[edge] === EdgeType.weak) continue;
      owners[target] = known === UNVISITED ? owner : SEVERAL_OWNERS;
      pending.push(target);
    }
  };
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!;
    const isOwned =
      type === NodeType.hidden ||
      type === NodeType.array ||
      (type === NodeType.native && nodeNames[node] === externalData);
    owners[node] = isOwned ? UNVISITED : node;
  }
  for (let node = 0; node < nodeCount; node++) {
    if (owners[node] !== node) continue;
    visit(node);
    while (pending.length > 0) visit(pending.pop()!);
  }
  return owners;
}
