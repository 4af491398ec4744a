import { discard } from './discard.ts';
import { edgeTypeOf } from './edge-labels.ts';
import { finish, type GraphKernel, stepUp } from './graph-kernel.ts';
import { EdgeType, type HeapGraph, NodeType } from './heap-graph.ts';
import { isUserRoot } from './user-roots.ts';

const SEVERAL_OWNERS = 0xffff_ffff;

/** Bytes by ordinal. Words where the whole heap has less than 2³² bytes and a kernel computes them. */
export type Sizes = Uint32Array | Float64Array;

/**
 * Bytes of each node as DevTools shows them: arrays, hidden nodes and external string data that belong to a single node give
 * their size to it (JSHeapSnapshot.calculateShallowSizes). Without user roots the sizes are V8's own.
 */
export function shallowSizes(graph: HeapGraph): Sizes {
  const { nodeCount, nodeTypes, selfSizes, kernel } = graph;
  if (kernel && selfSizes instanceof Uint32Array && sumInKernel(nodeCount, kernel) < 2 ** 32) {
    return transferInKernel(graph, kernel);
  }
  const sizes = new Float64Array(selfSizes);
  if (!hasUserRoot(graph)) return sizes;
  const isOwnable = ownableNodes(graph);
  const owners = findOwners(graph, isOwnable);
  for (let node = 0; node < nodeCount; node++) {
    if (isOwnable[node] === 0) continue;
    const owner = owners[node]! - 1;
    if (owner <= 0 || owner === SEVERAL_OWNERS - 1 || nodeTypes[owner] === NodeType.synthetic) continue;
    sizes[owner]! += selfSizes[node]!;
    sizes[node] = 0;
  }
  discard(owners);
  return sizes;
}

function sumInKernel(nodeCount: number, { wasm }: GraphKernel): number {
  let sum = 0;
  stepUp(0, nodeCount, (from, to) => {
    sum += wasm.sumSizes(from, to);
  });
  return sum;
}

function transferInKernel(graph: HeapGraph, { wasm, shallowSizes: sizes, parents }: GraphKernel): Uint32Array {
  const { nodeCount, selfSizes } = graph;
  sizes.set(selfSizes);
  if (!hasUserRoot(graph)) return sizes;
  const externalData = externalDataName(graph);
  // Owners take the parents' place.
  parents.fill(0);
  stepUp(0, nodeCount, (from, to) => wasm.markOwnable(from, to, externalData));
  stepUp(0, nodeCount, (from, to) => wasm.findOwners(from, to));
  finish(wasm.passOwnersOn);
  stepUp(0, nodeCount, (from, to) => wasm.transferSizes(from, to));
  return sizes;
}

/** Index of the name of natives that can belong to a node, −1 where there is none; few names of natives beat a search of all strings. */
function externalDataName({ nodeTypes, nodeNames, strings }: HeapGraph): number {
  const seen = new Set<number>();
  for (let node = nodeTypes.indexOf(NodeType.native); node >= 0; node = nodeTypes.indexOf(NodeType.native, node + 1)) {
    const name = nodeNames[node]!;
    if (seen.has(name)) continue;
    seen.add(name);
    if (strings.get(name) === 'system / ExternalStringData') return name;
  }
  return -1;
}

function hasUserRoot(graph: HeapGraph): boolean {
  for (let edge = graph.edgeStarts[0]!; edge < graph.edgeStarts[1]!; edge++) {
    if (isUserRoot(graph, graph.edgeTargets[edge]!)) return true;
  }
  return false;
}

/** Nodes that can belong to another one: 1 per node. */
function ownableNodes(graph: HeapGraph): Uint8Array {
  const { nodeCount, nodeTypes, nodeNames } = graph;
  const externalData = externalDataName(graph);
  const isOwnable = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!;
    if (type === NodeType.hidden || type === NodeType.array) isOwnable[node] = 1;
    else if (type === NodeType.native && nodeNames[node] === externalData) isOwnable[node] = 1;
  }
  return isOwnable;
}

/** Of each ownable node, the ordinal + 1 of the single other node it belongs to; 0 for none, or the mark for several. */
function findOwners(graph: HeapGraph, isOwnable: Uint8Array): Uint32Array {
  const { nodeCount, edgeStarts, edgeTargets } = graph;
  const owners = new Uint32Array(nodeCount);
  // A node enters at most twice: with its first owner, and when that turns out to be one of several.
  const pending = new Uint32Array(nodeCount * 2);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (isOwnable[node] === 1) continue;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (isOwnable[target] === 0 || edgeTypeOf(graph, edge) === EdgeType.weak) continue;
      const known = owners[target]!;
      if (known === node + 1 || known === SEVERAL_OWNERS) continue;
      if (known === 0) pending[count++] = target;
      owners[target] = known === 0 ? node + 1 : SEVERAL_OWNERS;
    }
  }
  // Owned nodes pass their owner on.
  while (count > 0) {
    const node = pending[--count]!;
    const owner = owners[node]!;
    const end = edgeStarts[node + 1]!;
    for (let edge = edgeStarts[node]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (isOwnable[target] === 0 || edgeTypeOf(graph, edge) === EdgeType.weak) continue;
      const known = owners[target]!;
      if (known === owner || known === SEVERAL_OWNERS) continue;
      owners[target] = known === 0 ? owner : SEVERAL_OWNERS;
      pending[count++] = target;
    }
  }
  discard(pending);
  return owners;
}
