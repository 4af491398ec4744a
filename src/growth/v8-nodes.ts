import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';

/**
 * Hidden nodes that hold a program's objects. All other hidden nodes, code and object shapes are V8's own book-keeping:
 * they move on clean services (0–35 moving paths without them, 840–4,651 with them), so paths are not led through them.
 */
const CARRIERS =
  /^system \/ (PropertyArray|JSProxy|Context|NativeContext|.*Cell|Promise.*|.*Task|Async.*|.*Generator.*|AccessorPair|Foreign|JSExternalObject|EmbedderDataArray|.*Module|ErrorStackData|FixedArray|OrderedHash.*|NameDictionary|ArrayList)$/;

/** Synthetic roots that hold nearly everything for V8's own reasons; visited last, or they steal the shortest paths. */
const LATE_ROOTS = new Set([
  '(Internalized strings)',
  '(External strings)',
  '(Read-only roots)',
  '(Strong roots)',
  '(Smi roots)',
  // A snapshot interrupts what runs: handles and optimised code on the stack name whatever it is at, and the globals it was compiled for.
  '(Stack roots)',
  '(Handle scope)',
  '(Compilation cache)',
  '(Builtins)',
  '(Thread manager)',
  '(Extensions)',
  '(Code flusher)',
  '(Startup object cache)',
  '(Read-only object cache)',
  '(Shareable object cache)',
  '(Weak collections)',
  '(Write barrier)',
  '(Retain maps)',
  '(Client heap)',
  '(Unknown)',
]);

/** Tells V8's own book-keeping from what a program or Node made. */
export class V8Nodes {
  readonly #graph: HeapGraph;
  readonly #carrierNames = new Map<number, boolean>();
  readonly #cleanupNames = new Map<number, boolean>();

  constructor(graph: HeapGraph) {
    this.#graph = graph;
  }

  /** Whether the node is V8's own rather than something that a program or Node made. */
  isOwn(ordinal: number): boolean {
    const type = this.#graph.nodeTypes[ordinal]!;
    if (type === NodeType.code || type === NodeType.objectShape) return true;
    if (type !== NodeType.hidden) return false;
    const name = this.#graph.nodeNames[ordinal]!;
    let carrier = this.#carrierNames.get(name);
    if (carrier === undefined) {
      carrier = CARRIERS.test(this.#graph.strings.get(name));
      this.#carrierNames.set(name, carrier);
    }
    return !carrier;
  }

  /**
   * Whether the node is Node's list of everything to free at exit (`CleanupQueue` in node/src/cleanup_queue.h). It names
   * weak objects too, so it retains nothing by itself.
   */
  isCleanupList(ordinal: number): boolean {
    if (this.#graph.nodeTypes[ordinal] !== NodeType.native) return false;
    const name = this.#graph.nodeNames[ordinal]!;
    let isList = this.#cleanupNames.get(name);
    if (isList === undefined) {
      isList = this.#graph.strings.get(name) === 'Node / CleanupQueue';
      this.#cleanupNames.set(name, isList);
    }
    return isList;
  }

  /** Whether the node is one of the synthetic roots that are visited last. */
  isLateRoot(ordinal: number): boolean {
    const graph = this.#graph;
    return (
      graph.nodeTypes[ordinal] === NodeType.synthetic && LATE_ROOTS.has(graph.strings.get(graph.nodeNames[ordinal]!))
    );
  }
}
