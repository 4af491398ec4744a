import { KERNEL_BASE64 } from './kernel-bytes.ts';

/** What this folder needs of the WebAssembly global, which the ECMAScript types do not know. */
interface WebAssemblyGlobal {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
  Memory: new (size: { initial: number }) => WebAssemblyMemory;
}

interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The exports of kernel-numbers.as, kernel-dominators.as and kernel-sizes.as that are called from here; `true` comes back as 1. */
interface KernelExports {
  readonly written: { readonly value: number };
  readonly tableNames: { readonly value: number };
  scan(at: number, end: number, out: number, outEnd: number, places: number): number;
  scanStrings(at: number, end: number, origin: number, out: number, outEnd: number): number;
  splitEdges(
    ...row: [number, number, number, number, number, number, number, bigint, number, number, number, number]
  ): number;
  placeNodeColumns(types: number, names: number, ids: number, sizes: number, starts: number, detached: number): void;
  placeNodeFields(type: number, name: number, id: number, size: number, count: number, detached: number): void;
  splitNodes(row: number, end: number, stride: number, ordinal: number, claimed: number, typeLimit: number): number;
  claimedEdges(): number;
  placeGraph(count: number, starts: number, edgeLabels: number, edges: number, spare: number): void;
  placeScratch(order: number, parents: number, records: number, cursors: number, rows: number): void;
  spread(from: number, to: number): void;
  findIds(from: number, to: number, ids: number, filter: number, out: number): number;
  beginSearch(): void;
  endOwned(): void;
  foundCount(): number;
  pointsToRoot(): number;
  readonly shortcutCount: { readonly value: number };
  searchFrom(start: number): void;
  search(budget: number): number;
  orderNodes(from: number, to: number, missing: number): number;
  startRows(from: number, to: number, end: number): number;
  gather(from: number, to: number, trash: number): void;
  nodeAt(place: number): number;
  findSemidominators(from: number, to: number): void;
  liftToDominators(from: number, to: number): void;
  nameDominators(from: number, to: number): void;
  placeSizes(
    nodeTypes: number,
    nodeNames: number,
    selfSizes: number,
    starts: number,
    edgeLabels: number,
    edges: number,
  ): void;
  placeOwners(ownable: number, owners: number, pending: number, shallow: number, retained: number): void;
  sumSizes(from: number, to: number): number;
  markOwnable(from: number, to: number, externalData: number): void;
  findOwners(from: number, to: number): void;
  passOwnersOn(budget: number): number;
  transferSizes(from: number, to: number): void;
  sumRetained(from: number, to: number, order: number, dominators: number): void;
}

/** The compiler puts the kernel's constants at 1,024; `scan` may read 16 bytes before the text. */
const TEXT_AT = 2048;
const TEXT_BYTES = 1 << 14;
const ROWS_AT = TEXT_AT + TEXT_BYTES;
export const ROW_NUMBERS = 1 << 12;
/** Of commas in the text; `scan` may write 64 more than it reads numbers. */
const PLACES_AT = ROWS_AT + ROW_NUMBERS * 4;
const INPUT_AT = PLACES_AT + (ROW_NUMBERS + 64) * 4;
const INPUT_BYTES = 1 << 18;
const COLUMNS_AT = INPUT_AT + INPUT_BYTES;

const PAGE_BYTES = 1 << 16;
/** 4 GiB, all that 32 bits can address. */
const MAX_PAGES = 1 << 16;
/** Places in the spread edge column have 29 bits (kernel-dominators.as). */
const MAX_PLACES = 2 ** 29;
/**
 * Nodes a call works on: WebAssembly is compiled again, and well, between calls and not within one.
 */
const STEP = 1 << 16;

/** Compiled once; the memory belongs to each graph. */
let compiled: object | null = null;

/**
 * Memory for one graph after the other: the next one takes the place of the last, which may not be used any more. So a run of many
 * snapshots pays for its pages once, and does not wait for a garbage collection to get them back.
 */
export class KernelMemory {
  private memory: WebAssemblyMemory | null = null;

  /** Throws where the platform gives no more. */
  take(platform: WebAssemblyGlobal, pages: number): { memory: WebAssemblyMemory; isClean: boolean } {
    const isClean = this.memory === null;
    this.memory ??= new platform.Memory({ initial: pages });
    const missing = pages - this.memory.buffer.byteLength / PAGE_BYTES;
    if (missing > 0) this.memory.grow(missing);
    return { memory: this.memory, isClean };
  }
}

/**
 * WebAssembly with a memory that holds the columns of one graph and what its analysis needs, so that nothing is copied and what one
 * step no longer needs is the next one's. Pages that are never touched cost nothing.
 */
export class GraphKernel {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Numbers that `scan` writes and the splitters read. */
  readonly rows: Uint32Array;
  readonly wasm: KernelExports;
  private readonly buffer: ArrayBuffer;
  /** Room for a chunk of the snapshot: what lies here is scanned where it is. */
  readonly input: Uint8Array;
  private readonly text: Uint8Array;
  private textAt = TEXT_AT;
  private readonly at: Places;
  private isUsed = false;

  private constructor(nodeCount: number, edgeCount: number, at: Places, wasm: KernelExports, buffer: ArrayBuffer) {
    this.nodeCount = nodeCount;
    this.edgeCount = edgeCount;
    this.at = at;
    this.wasm = wasm;
    this.buffer = buffer;
    this.text = new Uint8Array(buffer, TEXT_AT, TEXT_BYTES);
    this.input = new Uint8Array(buffer, INPUT_AT, INPUT_BYTES);
    this.rows = this.words(ROWS_AT, ROW_NUMBERS);
    wasm.placeNodeColumns(at.nodeTypes, at.nodeNames, at.nodeIds, at.selfSizes, at.edgeStarts, at.detachedness);
    wasm.placeGraph(nodeCount, at.edgeStarts, at.edgeLabels, at.edgeTargets, at.spare);
    wasm.placeScratch(at.order, at.parents, at.records, at.cursors, at.rows);
    wasm.placeSizes(at.nodeTypes, at.nodeNames, at.selfSizes, at.edgeStarts, at.edgeLabels, at.edgeTargets);
    // The search is over when sizes are computed: they take its place.
    const pending = align(at.rows + nodeCount);
    wasm.placeOwners(at.rows, at.parents, pending, at.records, at.records + 4 * nodeCount);
  }

  /**
   * null where the platform has no WebAssembly with SIMD (`node --jitless`) or not that much memory, and for graphs over 4 GiB (over
   * 40 million nodes): the same is then computed in JavaScript, about half as fast.
   */
  static for(nodeCount: number, edgeCount: number, place = new KernelMemory()): GraphKernel | null {
    const platform = (globalThis as { WebAssembly?: WebAssemblyGlobal }).WebAssembly;
    if (platform === undefined || nodeCount + edgeCount >= MAX_PLACES) return null;
    const at = placesFor(nodeCount, edgeCount);
    const pages = Math.ceil(at.end / PAGE_BYTES);
    if (pages > MAX_PAGES) return null;
    try {
      compiled ??= new platform.Module(Uint8Array.from(atob(KERNEL_BASE64), (character) => character.charCodeAt(0)));
      const { memory, isClean } = place.take(platform, pages);
      const { exports } = new platform.Instance(compiled, { env: { memory } });
      const kernel = new GraphKernel(nodeCount, edgeCount, at, exports as KernelExports, memory.buffer);
      if (!isClean) kernel.clear();
      return kernel;
    } catch {
      return null;
    }
  }

  /** For one who reads numbers only. */
  static forNumbers(): GraphKernel | null {
    return GraphKernel.for(1, 0);
  }

  /** What is written only where it is not 0. */
  private clear(): void {
    this.columns.detachedness.fill(0);
    this.isUsed = true;
  }

  /** The columns of the graph. */
  get columns() {
    const { at, nodeCount, edgeCount } = this;
    return {
      nodeTypes: this.bytes(at.nodeTypes, nodeCount),
      nodeNames: this.words(at.nodeNames, nodeCount),
      nodeIds: this.words(at.nodeIds, nodeCount),
      selfSizes: this.words(at.selfSizes, nodeCount),
      detachedness: this.bytes(at.detachedness, nodeCount),
      edgeStarts: this.words(at.edgeStarts, nodeCount + 1),
      edgeLabels: this.words(at.edgeLabels, edgeCount),
      edgeTargets: this.words(at.edgeTargets, edgeCount),
    };
  }

  /** The edge column with the words by which a search makes it longer. */
  get spreadEdges(): Uint32Array {
    return this.words(this.at.edgeTargets, this.edgeCount + this.nodeCount + 1);
  }

  /** Ordinals by number, once the search has written them. */
  get order(): Uint32Array {
    return this.words(this.at.order, this.nodeCount);
  }

  /** Ordinals of nodes that no search has found, once `orderNodes` has written them. */
  missingNodes(count: number): Uint32Array {
    return this.words(this.at.cursors, count).slice();
  }

  /** Ascending, nodes whose id fits a filter of one byte, 0 or 1, for each value of its bits 1 to 16. Before a search. */
  nodesByFilter(filter: Uint8Array): Uint32Array {
    const { at, wasm } = this;
    // The chunks of the snapshot are all read.
    this.input.set(filter);
    let end = at.cursors;
    stepUp(0, this.nodeCount, (from, to) => {
      end = wasm.findIds(from, to, at.nodeIds, INPUT_AT, end);
    });
    return this.words(at.cursors, (end - at.cursors) / 4).slice();
  }

  /** Shortcut edges below the root, descending, once the edges are spread and until `startRows`. */
  get shortcuts(): Uint32Array {
    return this.words(this.at.rows, this.wasm.shortcutCount.value);
  }

  get records(): Uint32Array {
    return this.words(this.at.records, 2 * this.nodeCount);
  }

  get parents(): Uint32Array {
    return this.words(this.at.parents, this.nodeCount);
  }

  get immediateDominators(): Uint32Array {
    return this.words(this.at.spare, this.nodeCount);
  }

  get shallowSizes(): Uint32Array {
    return this.words(this.at.records, this.nodeCount);
  }

  get retainedSizes(): Uint32Array {
    return this.words(this.at.records + 4 * this.nodeCount, this.nodeCount);
  }

  get retainedPlaces(): { readonly order: number; readonly dominators: number } {
    return { order: this.at.order, dominators: this.at.spare };
  }

  /** A search expects 0 in the records of its nodes, as untouched memory has it. */
  clearScratch(): void {
    if (this.isUsed) for (const scratch of [this.records, this.parents]) scratch.fill(0);
    this.isUsed = true;
  }

  /** Takes up to 16 KiB of the text, or all of what lies in `input`; returns how many bytes. */
  takeText(bytes: Uint8Array, start: number, end: number): number {
    if (bytes.buffer === this.buffer) {
      this.textAt = bytes.byteOffset + start;
      return end - start;
    }
    this.textAt = TEXT_AT;
    const length = Math.min(TEXT_BYTES, end - start);
    this.text.set(bytes.subarray(start, start + length));
    return length;
  }

  /** Reads plain numbers from `from` on in the text taken, into rows[first] … rows[limit − 1]; returns the byte it stopped at. */
  scan(from: number, length: number, first: number, limit: number): number {
    const [out, outEnd] = [ROWS_AT + first * 4, ROWS_AT + limit * 4];
    return this.wasm.scan(this.textAt + from, this.textAt + length, out, outEnd, PLACES_AT) - this.textAt;
  }

  /**
   * From within a string, `from` bytes into the text taken, which begins `origin` bytes into a page: writes to `rows` where in the page the
   * next strings begin, with the top bit set where the string before ends as names of WeakMap pairs do, and counts these in
   * `tableNames`. Returns the byte, within a string again, that it stopped at.
   */
  scanStrings(from: number, length: number, origin: number): number {
    const { textAt, wasm } = this;
    const [out, outEnd] = [ROWS_AT, ROWS_AT + ROW_NUMBERS * 4];
    return wasm.scanStrings(textAt + from, textAt + length, textAt - origin, out, outEnd) - textAt;
  }

  /** One after the last row number that `scan` or `scanStrings` wrote. */
  get scanned(): number {
    return (this.wasm.written.value - ROWS_AT) / 4;
  }

  /** Splits the first `length` numbers of `rows` into the columns from `edge` on; the highest string index, negative when one is wrong or wide. */
  splitEdges(length: number, shape: EdgeShape, edge: number): number {
    const { edgeLabels, edgeTargets } = this.at;
    return this.wasm.splitEdges(
      ROWS_AT,
      ROWS_AT + length * 4,
      shape.type * 4,
      shape.name * 4,
      shape.toNode * 4,
      shape.fields * 4,
      shape.nodeFields,
      BigInt(Math.ceil(2 ** 40 / shape.nodeFields)),
      edgeLabels + edge * 4,
      edgeTargets + edge * 4,
      shape.typeCount,
      Math.min(0xffff_ffff, this.nodeCount * shape.nodeFields),
    );
  }

  /**
   * Splits the first `length` numbers of `rows` into the columns from node `ordinal` on, of which those before claim `claimed` edges.
   * The highest string index, negative when one is wrong, and the edges claimed then.
   */
  splitNodes(length: number, shape: NodeShape, ordinal: number, claimed: number): { highest: number; claimed: number } {
    const { wasm } = this;
    wasm.placeNodeFields(
      shape.type * 4,
      shape.name * 4,
      shape.id * 4,
      shape.selfSize * 4,
      shape.edgeCount * 4,
      shape.detachedness * 4,
    );
    const end = ROWS_AT + length * 4;
    const highest = wasm.splitNodes(ROWS_AT, end, shape.count * 4, ordinal, claimed, shape.typeCount);
    return { highest, claimed: wasm.claimedEdges() };
  }

  private words(at: number, length: number): Uint32Array {
    return new Uint32Array(this.buffer, at, length);
  }

  private bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, at, length);
  }
}

/** Where the fields of an edge lie in its record, counted in numbers. */
export interface EdgeShape {
  readonly type: number;
  readonly name: number;
  readonly toNode: number;
  readonly fields: number;
  readonly nodeFields: number;
  readonly typeCount: number;
}

/** Where the fields of a node lie in its record, counted in numbers. */
export interface NodeShape {
  readonly type: number;
  readonly name: number;
  readonly id: number;
  readonly selfSize: number;
  readonly edgeCount: number;
  readonly detachedness: number;
  readonly count: number;
  readonly typeCount: number;
}

type Places = ReturnType<typeof placesFor>;

/** Addresses in bytes. */
function placesFor(nodeCount: number, edgeCount: number) {
  let next = COLUMNS_AT;
  const reserve = (bytes: number) => {
    const at = next;
    next = align(next + bytes);
    return at;
  };
  const words = 4 * nodeCount;
  const nodeTypes = reserve(nodeCount);
  const detachedness = reserve(nodeCount);
  const nodeNames = reserve(words);
  const nodeIds = reserve(words);
  const selfSizes = reserve(words);
  const edgeStarts = reserve(words + 4);
  const edgeLabels = reserve(4 * edgeCount);
  const edgeTargets = reserve(4 * edgeCount + words + 4);
  return {
    nodeTypes,
    detachedness,
    nodeNames,
    nodeIds,
    selfSizes,
    edgeStarts,
    edgeLabels,
    edgeTargets,
    spare: edgeTargets + 4 * edgeCount,
    order: reserve(words),
    parents: reserve(words),
    records: reserve(2 * words),
    cursors: reserve(words),
    // Rows of the search, then what ownable nodes there are and which are pending, each at most twice.
    rows: reserve(Math.max(4 * edgeCount + 4, nodeCount + 2 * words + 16)),
    end: next,
  };
}

function align(at: number): number {
  return Math.ceil(at / 16) * 16;
}

/** Calls `run` with one range after the other from `first` to `end`. */
export function stepUp(first: number, end: number, run: (from: number, to: number) => void): void {
  for (let from = first; from < end; from += STEP) run(from, Math.min(end, from + STEP));
}

/** Calls `run` with one range after the other from `first` down to `end`. */
export function stepDown(first: number, end: number, run: (from: number, to: number) => void): void {
  for (let from = first; from > end; from -= STEP) run(from, Math.max(end, from - STEP));
}

/** Goes on with what takes a budget of nodes until it is done. */
export function finish(run: (budget: number) => number): void {
  while (run(STEP) === 0);
}
