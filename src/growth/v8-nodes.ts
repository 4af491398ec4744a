import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/** The memory of an ArrayBuffer; a native node. */
export const BUFFER_MEMORY = 'system / JSArrayBufferData';

/**
 * Hidden nodes that hold a program's objects. All other hidden nodes, code and object shapes are V8's own book-keeping:
 * they move on clean services (0–35 moving paths without them, 840–4,651 with them), so paths are not led through them.
 */
const CARRIERS =
  /^system \/ (PropertyArray|JSProxy|Context|NativeContext|.*Cell|Promise.*|.*Task|Async.*|.*Generator.*|AccessorPair|Foreign|JSExternalObject|EmbedderDataArray|.*Module|ErrorStackData|FixedArray|OrderedHash.*|NameDictionary|ArrayList)$/;

/** Roots of V8's own tables (Symbol.for, Atomics.waitAsync); the second is the name since Node 22. */
export const STRONG_ROOTS: readonly string[] = ['(Strong roots)', '(Strong root list)'];

/**
 * Synthetic roots that hold nearly everything for V8's own reasons; visited last, or they steal the shortest paths. Their order is that
 * of the visits: what is in a table of V8's own is told by it, and not by the list of all strings where its name is, too.
 */
const LATE_ROOTS: readonly string[] = [
  ...STRONG_ROOTS,
  '(Read-only roots)',
  '(Smi roots)',
  // A snapshot interrupts what runs: handles and optimised code on the stack name whatever it is at, and the globals it was compiled for.
  '(Stack roots)',
  'C++ native stack roots',
  '(Handle scope)',
  '(Compilation cache)',
  '(Builtins)',
  '(Thread manager)',
  '(Extensions)',
  '(Code flusher)',
  '(Startup object cache)',
  '(Read-only object cache)',
  '(Shareable object cache)',
  '(SharedStruct type registry)',
  '(Weak collections)',
  '(Weak roots)',
  '(Write barrier)',
  '(Retain maps)',
  '(Identity map)',
  '(Client heap)',
  '(Unknown)',
  '(External strings)',
  '(Internalized strings)',
];

const UNKNOWN = 0;
const CARRIER = 1;
const OWN = 2;

/** Tells V8's own book-keeping from what a program or Node made. */
export class V8Nodes {
  readonly #graph: HeapGraph;
  /** By name of a hidden node: UNKNOWN, CARRIER or OWN. */
  readonly #hiddenNames: Uint8Array;
  readonly #cleanupList: number;

  constructor(graph: HeapGraph) {
    this.#graph = graph;
    this.#hiddenNames = new Uint8Array(graph.strings.length);
    this.#cleanupList = graph.strings.indexOf('Node / CleanupQueue');
  }

  /** Whether the node is V8's own rather than something that a program or Node made. */
  isOwn(ordinal: number): boolean {
    const type = this.#graph.nodeTypes[ordinal]!;
    if (type === NodeType.code || type === NodeType.objectShape) return true;
    if (type !== NodeType.hidden) return false;
    const name = this.#graph.nodeNames[ordinal]!;
    if (this.#hiddenNames[name] === UNKNOWN)
      this.#hiddenNames[name] = CARRIERS.test(this.#graph.strings.get(name)) ? CARRIER : OWN;
    return this.#hiddenNames[name] === OWN;
  }

  /**
   * Whether the node is Node's list of everything to free at exit (`CleanupQueue` in node/src/cleanup_queue.h). It names
   * weak objects too, so it retains nothing by itself.
   */
  isCleanupList(ordinal: number): boolean {
    return this.#graph.nodeTypes[ordinal] === NodeType.native && this.#graph.nodeNames[ordinal] === this.#cleanupList;
  }

  /** Among the synthetic roots that are visited last, the place in their order; null for all other nodes. */
  lateRootRank(ordinal: number): number | null {
    const graph = this.#graph;
    if (graph.nodeTypes[ordinal] !== NodeType.synthetic) return null;
    const rank = LATE_ROOTS.indexOf(graph.strings.get(graph.nodeNames[ordinal]!));
    return rank < 0 ? null : rank;
  }
}
