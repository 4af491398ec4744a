// AssemblyScript, compiled to WebAssembly (see graph-kernel.ts). Shallow and retained sizes; the same steps as shallow-sizes.ts and
// retained-sizes.ts take for small graphs.

const WEAK: u32 = 6;
const HIDDEN: u8 = 0;
const ARRAY: u8 = 1;
const NATIVE: u8 = 8;
const SYNTHETIC: u8 = 9;
const SEVERAL_OWNERS: u32 = 0xffffffff;

let nodeTypes: usize, nodeNames: usize, selfSizes: usize, starts: usize, edgeLabels: usize, edges: usize;
/** 1 for a node that can belong to another; the single owner's ordinal + 1; nodes that are to pass their owner on. */
let ownable: usize, owners: usize, pending: usize;
let shallow: usize, retained: usize;
let count: u32 = 0;

export function placeSizes(a: usize, b: usize, c: usize, d: usize, e: usize, f: usize): void {
  nodeTypes = a; nodeNames = b; selfSizes = c; starts = d; edgeLabels = e; edges = f;
}

export function placeOwners(a: usize, b: usize, c: usize, d: usize, e: usize): void {
  ownable = a; owners = b; pending = c; shallow = d; retained = e;
}

// @ts-ignore: decorator
@inline
function word(base: usize, index: u32): usize {
  return base + (<usize>index << 2);
}

export function sumSizes(from: u32, to: u32): f64 {
  let sum: u64 = 0;
  for (let node = from; node < to; node++) sum += load<u32>(word(selfSizes, node));
  return <f64>sum;
}

/** Nodes that can belong to another one; `externalData` is the name of those natives that can. */
export function markOwnable(from: u32, to: u32, externalData: u32): void {
  for (let node = from; node < to; node++) {
    const type = load<u8>(nodeTypes + node);
    const isOwnable =
      type == HIDDEN || type == ARRAY || (type == NATIVE && load<u32>(word(nodeNames, node)) == externalData);
    store<u8>(ownable + node, <u8>isOwnable);
  }
}

// @ts-ignore: decorator
@inline
function passOwner(node: u32, owner: u32, again: bool): void {
  const end = load<u32>(word(starts, node), 4);
  for (let edge = load<u32>(word(starts, node)); edge < end; edge++) {
    const target = load<u32>(word(edges, edge));
    if (load<u8>(ownable + target) == 0 || load<u32>(word(edgeLabels, edge)) >> 29 == WEAK) continue;
    const known = load<u32>(word(owners, target));
    if (known == owner || known == SEVERAL_OWNERS) continue;
    if (again || known == 0) store<u32>(word(pending, count++), target);
    store<u32>(word(owners, target), known == 0 ? owner : SEVERAL_OWNERS);
  }
}

export function findOwners(from: u32, to: u32): void {
  for (let node = from; node < to; node++) if (load<u8>(ownable + node) == 0) passOwner(node, node + 1, false);
}

/** Passes on about `budget` owners; true once none is left. */
export function passOwnersOn(budget: u32): bool {
  for (; count > 0 && budget > 0; budget--) {
    const node = load<u32>(word(pending, --count));
    passOwner(node, load<u32>(word(owners, node)), true);
  }
  return count == 0;
}

export function transferSizes(from: u32, to: u32): void {
  for (let node = from; node < to; node++) {
    if (load<u8>(ownable + node) == 0) continue;
    const owner = load<u32>(word(owners, node)) - 1;
    // 0 is the root; no owner and several owners wrap around to the greatest numbers.
    if (<i32>owner <= 0 || load<u8>(nodeTypes + owner) == SYNTHETIC) continue;
    const place = word(shallow, owner);
    store<u32>(place, load<u32>(place) + load<u32>(word(selfSizes, node)));
    store<u32>(word(shallow, node), 0);
  }
}

/** From the last place of `order` down to `to` + 1: a node after all that it dominates. */
export function sumRetained(from: u32, to: u32, order: usize, dominators: usize): void {
  for (let n = from; n > to; n--) {
    const node = load<u32>(word(order, n));
    const place = word(retained, load<u32>(word(dominators, node)));
    store<u32>(place, load<u32>(place) + load<u32>(word(retained, node)));
  }
}
