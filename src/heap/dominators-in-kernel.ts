import type { DominatorTree } from './dominators.ts';
import { edgeTypeOf } from './edge-labels.ts';
import { finish, type GraphKernel, stepDown, stepUp } from './graph-kernel.ts';
import { EdgeType, type HeapGraph } from './heap-graph.ts';
import { leadsToPage } from './page-owned-nodes.ts';
import { sourceOfEdge } from './source-of-edge.ts';
import { weakMapTableEdges } from './weak-map-tables.ts';

/** Bits of a word of the spread edge column; kernel-dominators.as tells what they mean. */
const ALSO_OWNED = 0x4000_0000;
const NUMBER = 0x3fff_ffff;
const BARRED = 0x6000_0000;
const SEEN = 0x2000_0000;
const PLACE = 0x1fff_ffff;

/**
 * What computeDominators computes, with the loops over all nodes and edges in the kernel: the search, from the globals first so that what
 * they own is known, then from the rest of the root and from orphans; then Semi-NCA. Once per graph: its results lie in the kernel's
 * memory.
 */
export function computeDominatorsInKernel(graph: HeapGraph, kernel: GraphKernel): DominatorTree {
  const { nodeCount, edgeCount } = graph;
  const { wasm, order } = kernel;
  const search = new SpreadSearch(graph, kernel);
  search.fromRoot(true);
  search.markAlsoOwned();
  wasm.endOwned();
  search.fromRoot(false);
  const { orphans, stranded } = search.fromOrphans();
  const searched = wasm.foundCount();
  let rowEnd = 0;
  stepUp(0, searched, (from, to) => {
    rowEnd = wasm.startRows(from, to, rowEnd);
  });
  stepUp(0, nodeCount, (from, to) => wasm.gather(from, to, edgeCount));
  stepDown(searched - 1, 0, wasm.findSemidominators);
  stepUp(1, searched, wasm.liftToDominators);
  stepUp(0, nodeCount, wasm.nameDominators);
  return { immediateDominators: kernel.immediateDominators, order, orphans, stranded };
}

/** A search under way: the edge column is spread, and `gather` is still to be called. */
class SpreadSearch {
  private readonly graph: HeapGraph;
  private readonly kernel: GraphKernel;
  private readonly words: Uint32Array;
  /** Targets of the root, by whether they lead to what the user's globals own. */
  private readonly fromPage: number[] = [];
  private readonly fromRest: number[] = [];
  /** Edges below the root that do not count and are not weak: of WeakMaps' tables, and shortcuts. */
  private readonly passed: readonly { readonly source: number; readonly target: number }[];
  private pointsToRoot = false;

  constructor(graph: HeapGraph, kernel: GraphKernel) {
    const { edgeStarts, edgeTargets, nodeCount } = graph;
    const { wasm } = kernel;
    this.graph = graph;
    this.kernel = kernel;
    this.words = kernel.spreadEdges;
    const tableEdges = weakMapTableEdges(graph);
    const barred = new Set(tableEdges.filter((edge) => edge < edgeStarts[1]!));
    for (let edge = 0; edge < edgeStarts[1]!; edge++) {
      if (edgeTypeOf(graph, edge) === EdgeType.weak || barred.has(edge)) continue;
      (leadsToPage(graph, edge) ? this.fromPage : this.fromRest).push(edgeTargets[edge]!);
    }
    let source = 0;
    const passed = Array.from(tableEdges, (edge) => {
      // In ascending order, and many of one table.
      if (edge >= edgeStarts[source + 1]!) source = sourceOfEdge(graph, edge);
      return { source, target: edgeTargets[edge]! };
    });
    kernel.clearScratch();
    stepDown(nodeCount, 0, wasm.spread);
    for (const [at, edge] of tableEdges.entries()) {
      this.words[edge + passed[at]!.source + 1] = BARRED | passed[at]!.target;
    }
    for (const edge of kernel.shortcuts) {
      const source = sourceOfEdge(graph, edge);
      passed.push({ source, target: this.targetAt(edge + source + 1) });
    }
    this.passed = passed;
    wasm.beginSearch();
  }

  /** Number + 1 of a node that was found, or 0. */
  numberOf(node: number): number {
    return this.words[this.headOf(node)]! & NUMBER;
  }

  fromRoot(toPage: boolean): void {
    const { wasm, records } = this.kernel;
    for (const target of toPage ? this.fromPage : this.fromRest) {
      if (target === 0) this.pointsToRoot = true;
      else if (this.numberOf(target) === 0) this.from(target);
      else records[2 * (this.numberOf(target) - 1)] = 0;
    }
    if (wasm.pointsToRoot() !== 0) this.pointsToRoot = true;
  }

  /**
   * Marks what the globals own but do not keep: behind shortcuts, behind WeakMap tables, and, should an owned node point to the
   * root, all that is reachable.
   */
  markAlsoOwned(): void {
    if (!this.pointsToRoot) {
      const missed = this.passed.filter(({ source, target }) => {
        return source !== 0 && this.numberOf(source) !== 0 && (this.numberOf(target) === 0 || target === 0);
      });
      const starts = missed.map(({ target }) => target);
      if (!starts.includes(0) && this.spreadOwned(starts)) return;
    }
    // Everything that the root reaches is owned then, for the root is.
    this.orderNodes();
    this.spreadOwned([0, ...this.fromPage], true);
  }

  /** Searches from nodes that no search has found and that nothing retains; `stranded` is what is left then. Puts all in order. */
  fromOrphans(): { readonly orphans: Uint32Array; readonly stranded: Uint32Array } {
    const missing = this.orderNodes();
    const retained = this.retainedBy(missing);
    const orphans = missing.filter((node) => {
      const isOrphan = this.numberOf(node) === 0 && retained[node] === 0;
      if (isOrphan) this.from(node);
      return isOrphan;
    });
    const { order, wasm } = this.kernel;
    const stranded = missing.filter((node) => this.numberOf(node) === 0);
    for (const node of missing) if (this.numberOf(node) !== 0) order[this.numberOf(node) - 1] = node;
    order.set(stranded, wasm.foundCount());
    return { orphans, stranded };
  }

  /** Ordinals by number of what was found; ordinals of the rest. */
  private orderNodes(): Uint32Array {
    let missing = 0;
    stepUp(0, this.graph.nodeCount, (from, to) => {
      missing = this.kernel.wasm.orderNodes(from, to, missing);
    });
    return this.kernel.missingNodes(missing);
  }

  private from(node: number): void {
    this.kernel.wasm.searchFrom(node);
    finish(this.kernel.wasm.search);
  }

  private headOf(node: number): number {
    return this.graph.edgeStarts[node]! + node;
  }

  /** The target of an edge, whatever has become of the word. */
  private targetAt(place: number): number {
    const word = this.words[place]!;
    if (word >= BARRED) return word & PLACE;
    return word >= SEEN ? this.kernel.order[word & PLACE]! : this.kernel.wasm.nodeAt(word);
  }

  /** Over edges that are not weak, through nodes without number or through all; false when the root is reached unasked. */
  private spreadOwned(starts: readonly number[], throughAll = false): boolean {
    const { edgeStarts, nodeCount } = this.graph;
    const visited = new Uint8Array(starts.length > 0 ? nodeCount : 0);
    const stack = [...starts];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node === 0 && !throughAll) return false;
      const isFound = this.numberOf(node) !== 0;
      if (visited[node] === 1 || (isFound && !throughAll)) continue;
      visited[node] = 1;
      if (!isFound) this.words[this.headOf(node)]! |= ALSO_OWNED;
      for (let edge = edgeStarts[node]!; edge < edgeStarts[node + 1]!; edge++) {
        if (edgeTypeOf(this.graph, edge) !== EdgeType.weak) stack.push(this.targetAt(edge + node + 1));
      }
    }
    return true;
  }

  /** Nodes not found by any search that an essential edge of another such node leads to: 1 per node. */
  private retainedBy(missing: Uint32Array): Uint8Array {
    const { edgeStarts } = this.graph;
    const { words, kernel } = this;
    const retained = new Uint8Array(missing.length > 0 ? this.graph.nodeCount : 0);
    for (const node of missing) {
      const head = this.headOf(node);
      const isOutside = (words[head]! & ALSO_OWNED) === 0;
      const end = edgeStarts[node + 1]! + node;
      for (let place = head + 1; place <= end; place++) {
        const target = words[place]!;
        // What was found is no orphan; an edge of a node to itself does not keep it.
        if (target > PLACE || target === head || (words[target]! & NUMBER) !== 0) continue;
        if (!isOutside || (words[target]! & ALSO_OWNED) === 0) retained[kernel.wasm.nodeAt(target)] = 1;
      }
    }
    return retained;
  }
}
