import type { ByteStringTable } from './byte-string-table.ts';
import { EdgeLabelWriter } from './edge-labels.ts';
import type { EdgeShape, GraphKernel, NodeShape } from './graph-kernel.ts';
import type { HeapGraph } from './heap-graph.ts';
import { allocate, invalidSnapshot } from './invalid-snapshot.ts';
import { LocationRows } from './location-rows.ts';
import type { SnapshotLayout } from './snapshot-layout.ts';

/** Edge types, by canonical number, whose name is a number and not a string: element and hidden. */
const NUMBERED = Uint8Array.of(0, 1, 0, 0, 1, 0, 0, 0);

/** Fills the columns of a graph from blocks of raw records. Every number is checked before it is kept. */
export class GraphBuilder {
  /** Where in the text the records come from, for errors; the parser keeps it up to date. */
  position = 0;
  private readonly layout: SnapshotLayout;
  /** Ids of allocation stacks by ordinal; null unless V8 tracked allocations. */
  readonly traceNodeIds: Uint32Array | null;
  private readonly nodeTypes: Uint8Array;
  private readonly nodeNames: Uint32Array;
  private nodeIds: Uint32Array | Float64Array;
  private selfSizes: Uint32Array | Float64Array;
  private readonly detachedness: Uint8Array;
  private readonly edgeStarts: Uint32Array;
  private readonly edgeLabels: EdgeLabelWriter;
  private readonly edgeTargets: Uint32Array;
  private readonly locations: LocationRows;
  private nodes = 0;
  private edges = 0;
  private edgesClaimed = 0;
  private highestName = 0;

  private readonly kernel: GraphKernel | null;
  /** null where the kernel, which keeps type numbers as they are, cannot split the records. */
  private readonly nodeShape: NodeShape | null;
  private readonly edgeShape: EdgeShape | null;

  /** With a kernel for this number of nodes and edges, the columns lie in its memory. */
  constructor(layout: SnapshotLayout, kernel: GraphKernel | null, position: number) {
    const { node, edge } = layout;
    const isPlain = (types: Uint8Array) => kernel !== null && types.every((type, at) => type === at);
    const columns = kernel?.columns ?? columnsFor(layout.nodeCount, layout.edgeCount, position);
    this.layout = layout;
    this.locations = new LocationRows(layout.location, node.count);
    this.kernel = kernel;
    this.nodeShape = isPlain(layout.nodeTypes) ? { ...node, typeCount: layout.nodeTypes.length } : null;
    this.edgeShape = isPlain(layout.edgeTypes)
      ? { ...edge, fields: edge.count, nodeFields: node.count, typeCount: layout.edgeTypes.length }
      : null;
    this.traceNodeIds = node.traceNodeId < 0 ? null : allocate((n) => new Uint32Array(n), layout.nodeCount, position);
    this.nodeTypes = columns.nodeTypes;
    this.nodeNames = columns.nodeNames;
    this.nodeIds = columns.nodeIds;
    this.selfSizes = columns.selfSizes;
    this.detachedness = columns.detachedness;
    this.edgeStarts = columns.edgeStarts;
    this.edgeLabels = new EdgeLabelWriter(columns.edgeLabels);
    this.edgeTargets = columns.edgeTargets;
  }

  addNodes(rows: Uint32Array, length: number, wide: ReadonlyMap<number, number> | null): void {
    const { node, nodeTypes: canonical, nodeCount } = this.layout;
    const { nodeTypes, nodeNames, nodeIds, selfSizes, detachedness, edgeStarts } = this;
    const types = canonical.length;
    const hasDetachedness = node.detachedness >= 0;
    let ordinal = this.nodes;
    let claimed = this.edgesClaimed;
    let highestName = this.highestName;
    if (ordinal + length / node.count > nodeCount) this.fail(`it holds more nodes than the ${nodeCount} it announces.`);
    if (this.traceNodeIds !== null) this.addTraceNodeIds(this.traceNodeIds, rows, length);
    if (this.nodeShape !== null && wide === null) {
      const split = this.kernel!.splitNodes(length, this.nodeShape, ordinal, claimed);
      // Where something is wrong, the loop below finds the node.
      if (split.highest >= 0 && split.claimed <= this.layout.edgeCount) {
        this.nodes = ordinal + length / node.count;
        this.edgesClaimed = split.claimed;
        this.highestName = Math.max(highestName, split.highest);
        return;
      }
    }
    for (let row = 0; row < length; row += node.count) {
      const type = rows[row + node.type]!;
      if (type >= types) this.fail(`node ${ordinal} has the unknown type ${type}.`);
      const name = rows[row + node.name]!;
      if (name > highestName) highestName = name;
      nodeTypes[ordinal] = canonical[type]!;
      nodeNames[ordinal] = name;
      nodeIds[ordinal] = rows[row + node.id]!;
      selfSizes[ordinal] = rows[row + node.selfSize]!;
      edgeStarts[ordinal] = claimed;
      claimed += rows[row + node.edgeCount]!;
      // Nearly all are 0, as the untouched memory is.
      if (hasDetachedness && rows[row + node.detachedness] !== 0) {
        detachedness[ordinal] = rows[row + node.detachedness]!;
      }
      ordinal++;
    }
    if (claimed > this.layout.edgeCount)
      this.fail(`its nodes claim more edges than the ${this.layout.edgeCount} it has.`);
    if (wide !== null) this.addWideNodeNumbers(wide, ordinal);
    this.nodes = ordinal;
    this.edgesClaimed = claimed;
    this.highestName = highestName;
  }

  addEdges(rows: Uint32Array, length: number, wide: ReadonlyMap<number, number> | null): void {
    const { edge, edgeTypes: canonical, edgeCount, nodeCount, node } = this.layout;
    const { edgeLabels, edgeTargets } = this;
    const types = canonical.length;
    const fields = node.count;
    const inverse = 1 / fields;
    let highestName = this.highestName;
    let at = this.edges;
    if (wide !== null) this.fail('an edge holds a number over 2^32.');
    if (at + length / edge.count > edgeCount) this.fail(`it holds more edges than the ${edgeCount} it announces.`);
    if (this.edgeShape !== null) {
      const highest = this.kernel!.splitEdges(length, this.edgeShape, at);
      // Where something is wrong, or a name is wide, the loop below finds the edge.
      if (highest >= 0) {
        this.edges = at + length / edge.count;
        this.highestName = Math.max(highestName, highest);
        return;
      }
    }
    for (let row = 0; row < length; row += edge.count) {
      const rawType = rows[row + edge.type]!;
      if (rawType >= types) this.fail(`edge ${at} has the unknown type ${rawType}.`);
      const type = canonical[rawType]!;
      const name = rows[row + edge.name]!;
      if (name > highestName && NUMBERED[type] === 0) highestName = name;
      const target = rows[row + edge.toNode]!;
      // A product is far cheaper than a division, and exact here: targets are multiples of the field count.
      const ordinal = (target * inverse + 0.5) >>> 0;
      if (ordinal * fields !== target || ordinal >= nodeCount) this.fail(`edge ${at} points to ${target}, not a node.`);
      edgeLabels.set(at, type, name);
      edgeTargets[at] = ordinal;
      at++;
    }
    this.edges = at;
    this.highestName = highestName;
  }

  addLocations(rows: Uint32Array, length: number, wide: ReadonlyMap<number, number> | null): void {
    const { count, objectIndex } = this.layout.location!;
    const perNode = this.layout.node.count;
    const end = this.layout.nodeCount * perNode;
    if (wide !== null) this.fail('a location holds a number over 2^32.');
    for (let row = objectIndex; row < length; row += count) {
      if (rows[row]! >= end || rows[row]! % perNode !== 0) this.fail('a location names no node.');
    }
    this.locations.add(rows.slice(0, length));
  }

  /** Throws SNAPSHOT_INVALID unless every list held exactly what was announced. */
  build(strings: ByteStringTable): HeapGraph {
    const { nodeCount, edgeCount, extraNativeBytes } = this.layout;
    if (this.nodes !== nodeCount) this.fail(`it holds ${this.nodes} nodes of ${nodeCount}.`);
    if (this.edges !== edgeCount) this.fail(`it holds ${this.edges} edges of ${edgeCount}.`);
    if (this.edgesClaimed !== edgeCount) this.fail(`its nodes claim ${this.edgesClaimed} edges of ${edgeCount}.`);
    if (this.highestName >= strings.length) {
      this.fail(`a name is string ${this.highestName}, and there are ${strings.length}.`);
    }
    this.edgeStarts[nodeCount] = edgeCount;
    return {
      nodeCount,
      edgeCount,
      nodeTypes: this.nodeTypes,
      nodeNames: this.nodeNames,
      nodeIds: this.nodeIds,
      selfSizes: this.selfSizes,
      detachedness: this.detachedness,
      edgeStarts: this.edgeStarts,
      edgeLabels: this.edgeLabels.labels,
      wideEdgeNames: this.edgeLabels.wideNames,
      edgeTargets: this.edgeTargets,
      strings,
      extraNativeBytes,
      kernel: this.kernel,
      locationOf: (ordinal) => this.locations.find(ordinal),
    };
  }

  private addTraceNodeIds(ids: Uint32Array, rows: Uint32Array, length: number): void {
    const { count, traceNodeId } = this.layout.node;
    for (let row = 0, ordinal = this.nodes; row < length; row += count) ids[ordinal++] = rows[row + traceNodeId]!;
  }

  private addWideNodeNumbers(wide: ReadonlyMap<number, number>, end: number): void {
    const { node } = this.layout;
    for (const [at, value] of wide) {
      const field = at % node.count;
      const ordinal = this.nodes + (at - field) / node.count;
      if (field === node.id) {
        if (this.nodeIds instanceof Uint32Array) this.nodeIds = widen(this.nodeIds, end);
        this.nodeIds[ordinal] = value;
      } else if (field === node.selfSize) {
        if (this.selfSizes instanceof Uint32Array) this.selfSizes = widen(this.selfSizes, end);
        this.selfSizes[ordinal] = value;
      } else if (field === node.type || field === node.name || field === node.edgeCount) {
        this.fail(`node ${ordinal} holds the number ${value}, over 2^32.`);
      }
    }
  }

  private fail(sentence: string): never {
    throw invalidSnapshot(this.position, sentence);
  }
}

function columnsFor(nodeCount: number, edgeCount: number, position: number): GraphKernel['columns'] {
  const bytes = (length: number) => allocate((n) => new Uint8Array(n), length, position);
  const words = (length: number) => allocate((n) => new Uint32Array(n), length, position);
  return {
    nodeTypes: bytes(nodeCount),
    nodeNames: words(nodeCount),
    nodeIds: words(nodeCount),
    selfSizes: words(nodeCount),
    detachedness: bytes(nodeCount),
    edgeStarts: words(nodeCount + 1),
    edgeLabels: words(edgeCount),
    edgeTargets: words(edgeCount),
  };
}

/** A copy with room for numbers over 2³²; only what is filled is touched, whatever length a header claims. */
function widen(numbers: Uint32Array, filled: number): Float64Array {
  const wide = new Float64Array(numbers.length);
  wide.set(numbers.subarray(0, filled));
  return wide;
}
