// AssemblyScript, compiled to WebAssembly (see graph-kernel.ts). Immediate dominators by Semi-NCA after one depth-first search; the same
// steps as depth-first-search.ts and dominators.ts take for small graphs, on another layout of the edges.
//
// For the search the edge column is spread, in place: a word is put before each node's targets, its head, which holds its number + 1 once
// it is found. Targets become places of heads, so that a node's number and its edges lie in one cache line: what costs time in a
// heap of millions of nodes is fetching lines from memory. `gather` turns all back.
//
// A word of the spread column:
const HEAD: u32 = 0x80000000; // a head
const ALSO_OWNED: u32 = 0x40000000; // ... of a node that the globals own and do not keep
const NUMBER: u32 = 0x3fffffff; // ... number + 1, or 0
const BARRED: u32 = 0x60000000; // an edge that does not count, with its target's ordinal
const LATER: u32 = 0x40000000; // an edge to a smaller number, with that number
const SEEN: u32 = 0x20000000; // an edge that has told what it can, with its target's number
const PLACE: u32 = 0x1fffffff; // an edge not yet seen: where the target's head is, in words

const WEAK: u32 = 6;
const SHORTCUT: u32 = 5;

let nodeCount: u32, starts: usize, edgeLabels: usize, edges: usize;
/** By number: parent in the search; {smallest predecessor, row of later predecessors} and then {ancestor, label}. */
let parents: usize, records: usize;
/** Ordinals by number. */
let order: usize;
/** The way down from the start: where to go on in each node. */
let cursors: usize;
let rows: usize;
/** The words by which the spread column is longer: semidominators by number, at last immediate dominators by ordinal. */
let spare: usize;

export function placeGraph(count: u32, a: usize, b: usize, c: usize, d: usize): void {
  nodeCount = count; starts = a; edgeLabels = b; edges = c; spare = d;
}

export function placeScratch(a: usize, b: usize, c: usize, d: usize, e: usize): void {
  order = a; parents = b; records = c; cursors = d; rows = e;
}

// @ts-ignore: decorator
@inline
function word(base: usize, index: u32): usize {
  return base + (<usize>index << 2);
}

/** Shortcuts of other nodes than the root (V8 writes them for bound functions): so many edges, descending, where rows will be. */
export let shortcutCount: u32 = 0;
/** Nodes from − 1 down to `to`, the last node of all first. */
export function spread(from: u32, to: u32): void {
  let shortcut = word(rows, shortcutCount);
  for (let node = from; node > to; ) {
    node--;
    let edge = load<u32>(word(starts, node), 4);
    const first = load<u32>(word(starts, node));
    let slot = word(edges, edge + node);
    for (; edge > first; slot -= 4) {
      edge--;
      const target = load<u32>(word(edges, edge));
      const type = load<u32>(word(edgeLabels, edge)) >> 29;
      const isShortcut = type == SHORTCUT && node != 0;
      const isBarred = type == WEAK || isShortcut;
      store<u32>(shortcut, edge);
      shortcut += <usize>isShortcut << 2;
      store<u32>(slot, select<u32>(BARRED | target, load<u32>(word(starts, target)) + target, isBarred));
    }
    store<u32>(slot, HEAD);
  }
  shortcutCount = <u32>((shortcut - rows) >> 2);
}

/** Of nodes from `from` on, writes to `out` those whose id may be one of few: `filter` has a byte for each value of 16 bits above the lowest. */
export function findIds(from: u32, to: u32, ids: usize, filter: usize, out: usize): usize {
  for (let node = from; node < to; node++) {
    store<u32>(out, node);
    out += <usize>load<u8>(filter + ((load<u32>(word(ids, node)) >> 1) & 0xffff)) << 2;
  }
  return out;
}

let found: u32, owned: u32, isSecond: u32, hasRootTarget: bool;
let number: u32, at: usize, depth: u32, outside: u32;

export function beginSearch(): void {
  // Ends the last node.
  store<u32>(word(edges, load<u32>(word(starts, nodeCount)) + nodeCount), HEAD);
  store<u32>(edges, HEAD | 1);
  found = 1;
  owned = 0;
  isSecond = 0;
  hasRootTarget = false;
}

/** What was found so far is what the globals keep; the edges from outside into it do not count from now on. */
export function endOwned(): void {
  owned = found;
  isSecond = 1;
}

export function foundCount(): u32 {
  return found;
}

export function pointsToRoot(): bool {
  return hasRootTarget;
}

/** Begins a search from a node that has no number yet. */
export function searchFrom(start: u32): void {
  const head = word(edges, load<u32>(word(starts, start)) + start);
  const state = load<u32>(head);
  outside = isSecond & (((state >> 30) & 1) ^ 1);
  number = found;
  depth = 0;
  found++;
  store<u32>(head, state | found);
  at = head + 4;
}

/** Goes on for about `budget` nodes; true once the start is done. */
export function search(budget: u32): bool {
  let count = found;
  let here = number;
  let slot = at;
  let down = cursors + (<usize>depth << 2);
  let isOutside = outside;
  const bottom = cursors;
  const stop = count + budget;
  for (;;) {
    for (let target: u32; <i32>(target = load<u32>(slot)) >= 0; ) {
      slot += 4;
      if (target > PLACE) continue;
      const head = word(edges, target);
      const state = load<u32>(head);
      const known = state & NUMBER;
      if (known == 0) {
        if (isOutside && state & ALSO_OWNED) continue;
        store<u32>(slot - 4, SEEN | count);
        store<u32>(down, <u32>slot | isOutside);
        down += 4;
        store<u32>(word(parents, count), here);
        store<u32>(records + (<usize>count << 3), here);
        here = count++;
        isOutside = isSecond & (((state >> 30) & 1) ^ 1);
        store<u32>(head, state | count);
        slot = head + 4;
      } else if (known <= here) {
        const record = records + (<usize>(known - 1) << 3);
        let mark = SEEN;
        if (!isOutside || (known > owned && !(state & ALSO_OWNED))) {
          if (load<u32>(record) != 0) {
            mark = LATER;
            store<u32>(record, load<u32>(record, 4) + 1, 4);
          } else if (known == 1) hasRootTarget = true;
        }
        store<u32>(slot - 4, mark | (known - 1));
      } else {
        store<u32>(slot - 4, SEEN | (known - 1));
        const record = records + (<usize>(known - 1) << 3);
        if (known > here + 1 && load<u32>(record) > here) store<u32>(record, here);
      }
    }
    if (down == bottom || count >= stop) break;
    here = load<u32>(word(parents, here));
    down -= 4;
    const cursor = load<u32>(down);
    isOutside = cursor & 1;
    slot = cursor & ~1;
  }
  found = count;
  number = here;
  at = slot;
  depth = <u32>((down - bottom) >> 2);
  outside = isOutside;
  return down == bottom;
}

/** Ordinals by number. Nodes without one are written where the way down was; returns how many there are then, from `missing` on. */
export function orderNodes(from: u32, to: u32, missing: u32): u32 {
  for (let node = from; node < to; node++) {
    const known = load<u32>(word(edges, load<u32>(word(starts, node)) + node)) & NUMBER;
    if (known != 0) store<u32>(word(order, known - 1), node);
    else store<u32>(word(cursors, missing++), node);
  }
  return missing;
}

/** The starts of rows in the place of their lengths, from `end` on; returns where the next one starts. */
export function startRows(from: u32, to: u32, end: u32): u32 {
  for (let n = from; n < to; n++) {
    const record = records + (<usize>n << 3);
    const length = load<u32>(record, 4);
    store<u32>(record, end, 4);
    end += length;
  }
  return end;
}

/** The edge column as it was before, and the rows of later predecessors. Nodes in ascending order; `trash` is a free word of rows. */
export function gather(from: u32, to: u32, trash: u32): void {
  const nowhere = cursors;
  store<u32>(nowhere, trash);
  for (let node = from; node < to; node++) {
    const first = load<u32>(word(starts, node));
    const end = word(edges, load<u32>(word(starts, node), 4));
    let slot = word(edges, first + node);
    const source = (load<u32>(slot) & NUMBER) - 1;
    for (let edge = word(edges, first); edge < end; edge += 4) {
      slot += 4;
      const value = load<u32>(slot);
      const target = value & PLACE;
      if (value - SEEN < BARRED - SEEN) {
        // Whether an edge is in a row cannot be foretold: one that is not goes nowhere, which is cheaper than asking.
        const isLater = value >= LATER;
        const row = select<usize>(records + (<usize>target << 3) + 4, nowhere, isLater);
        const place = load<u32>(row);
        store<u32>(row, place + <u32>isLater);
        store<u32>(word(rows, place), source);
        store<u32>(edge, load<u32>(word(order, target)));
      } else store<u32>(edge, value < SEEN ? nodeAt(target) : target);
    }
  }
}

/** The node whose head is at this place of the spread column. */
export function nodeAt(place: u32): u32 {
  let low: u32 = 0;
  let high = nodeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (load<u32>(word(starts, middle)) + middle <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers from `from` down to `to` + 1; path compression as in dominators.ts. */
export function findSemidominators(from: u32, to: u32): void {
  for (let n = from; n > to; n--) {
    const record = records + (<usize>n << 3);
    let least = load<u32>(record);
    const first = word(rows, load<u32>(record - 8, 4));
    let row = word(rows, load<u32>(record, 4));
    while (row > first && least != 0) {
      row -= 4;
      let below = records + (<usize>load<u32>(row) << 3);
      let ancestor = load<u32>(below);
      let label = load<u32>(below, 4);
      if (ancestor > n) {
        let path = cursors;
        do {
          store<u32>(path, <u32>below);
          path += 4;
          below = records + (<usize>ancestor << 3);
          ancestor = load<u32>(below);
        } while (ancestor > n);
        label = load<u32>(below, 4);
        while (path > cursors) {
          path -= 4;
          below = <usize>load<u32>(path);
          store<u32>(below, ancestor);
          const own = load<u32>(below, 4);
          if (own < label) label = own;
          else store<u32>(below, label, 4);
        }
      }
      if (label < least) least = label;
    }
    store<u32>(word(spare, n), least);
    store<u32>(record, load<u32>(word(parents, n)));
    store<u32>(record, least, 4);
  }
}

/** The nearest common ancestor of parent and semidominator takes the parent's place. */
export function liftToDominators(from: u32, to: u32): void {
  for (let n = from; n < to; n++) {
    const least = load<u32>(word(spare, n));
    let dominator = load<u32>(word(parents, n));
    while (dominator > least) dominator = load<u32>(word(parents, dominator));
    store<u32>(word(parents, n), dominator);
  }
}

/** By ordinal, in the place of the semidominators. */
export function nameDominators(from: u32, to: u32): void {
  for (let n = from; n < to; n++) {
    const node = load<u32>(word(order, n));
    store<u32>(word(spare, node), load<u32>(word(order, load<u32>(word(parents, n)))));
  }
}
