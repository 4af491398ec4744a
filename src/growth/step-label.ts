import { DICTIONARY_PROPERTIES } from '../heap/dictionary.ts';
import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';
import { type ModuleExport, ModuleExports } from './module-exports.ts';

/** Of a Cell. */
const VALUE = 'internal value';
const EPHEMERON = /part of key .* in WeakMap/;

/**
 * Node's timer lists are rings that a walk enters from both ends: half of the timers are first met backwards. Both ways are
 * one path, or one growth would be two of half the size.
 */
const RING_BACKWARDS = '_idlePrev';
const RING_FORWARDS = '_idleNext';

const NODE_TYPES = 16;
/** By node type: what is named by its type alone, so that nothing has to be looked up. */
const CONSTANT_TARGETS: readonly (string | null)[] = Array.from({ length: NODE_TYPES }, (_, type) => {
  switch (type) {
    case NodeType.string:
    case NodeType.concatenatedString:
      return 'string';
    case NodeType.slicedString:
      return 'string (slice)';
    case NodeType.number:
      return 'number';
    case NodeType.symbol:
      return 'symbol';
    case NodeType.bigint:
      return 'bigint';
    case NodeType.regexp:
      return 'RegExp';
    default:
      return null;
  }
});

/** The parts of a label, `reference|target`. */
export function splitLabel(label: string): { reference: string; target: string } {
  const bar = label.indexOf('|');
  return { reference: label.slice(0, bar), target: label.slice(bar + 1) };
}

/** Whether the reference names a property: the only labels whose keys may vary from entry to entry. */
export function isPropertyReference(reference: string): boolean {
  return reference.startsWith('.') || reference === '[key]';
}

/** Whether the label is of strings that something of the program holds, and not of parts of another string. */
export function isText(label: string): boolean {
  const { reference, target } = splitLabel(label);
  return target === 'string' && !reference.startsWith('internal ');
}

/**
 * Names edges and nodes for merged paths. Positions are left out (indices, table slots), and so is whatever differs
 * between processes (string contents, ids).
 */
export class StepLabeller {
  readonly #graph: HeapGraph;
  readonly #wide = new Map<number, boolean>();
  readonly #variables = new Map<number, string>();
  readonly #properties = new Map<number, string>();
  /** By name: what is said of it, or the slot of a table that it is. */
  readonly #internals = new Map<number, string | number>();
  readonly #targets = new Map<number, string>();
  readonly #exports: ModuleExports;

  constructor(graph: HeapGraph) {
    this.#graph = graph;
    this.#exports = new ModuleExports(graph);
  }

  /** `reference|target` of the edge. */
  label(source: number, edge: number): string {
    return `${this.reference(source, edge)}|${this.target(this.#graph.edgeTargets[edge]!)}`;
  }

  /** How the edge is said: `.name`, `variable name` (also of a module's export), `[i]`, `[entry]`, `[key]`, `internal name`. */
  reference(source: number, edge: number): string {
    const graph = this.#graph;
    switch (edgeTypeOf(graph, edge)) {
      case EdgeType.element:
      case EdgeType.hidden:
        return '[i]';
      case EdgeType.context:
        return this.#named(this.#variables, 'variable ', edgeNameOf(graph, edge));
      case EdgeType.property:
        return this.#isWide(source) ? '[key]' : this.#named(this.#properties, '.', edgeNameOf(graph, edge));
      case EdgeType.shortcut:
        return '[i]';
      default:
        return this.#internal(source, edge);
    }
  }

  /** The exported variable whose value the edge leads to; null for every other edge. */
  exportedBy(source: number, edge: number): ModuleExport | null {
    const graph = this.#graph;
    const isValue =
      edgeTypeOf(graph, edge) === EdgeType.internal && graph.strings.get(edgeNameOf(graph, edge)) === 'value';
    return isValue ? this.#exports.of(source) : null;
  }

  /** What the node is, without anything that differs from one entry to the next. */
  target(ordinal: number): string {
    const graph = this.#graph;
    const type = graph.nodeTypes[ordinal]!;
    const constant = CONSTANT_TARGETS[type]!;
    if (constant !== null) return constant;
    const key = graph.nodeNames[ordinal]! * NODE_TYPES + type;
    let text = this.#targets.get(key);
    if (text === undefined) {
      text = targetName(type, graph.strings.get(graph.nodeNames[ordinal]!));
      this.#targets.set(key, text);
    }
    return text;
  }

  /** The prefix and a string, joined once. */
  #named(known: Map<number, string>, prefix: string, name: number): string {
    let text = known.get(name);
    if (text === undefined) {
      const own = this.#graph.strings.get(name);
      text = prefix + (own === RING_BACKWARDS ? RING_FORWARDS : own);
      known.set(name, text);
    }
    return text;
  }

  #internal(source: number, edge: number): string {
    const graph = this.#graph;
    const nameIndex = edgeNameOf(graph, edge);
    let said = this.#internals.get(nameIndex);
    if (said === undefined) {
      said = internalReference(graph.strings.get(nameIndex));
      this.#internals.set(nameIndex, said);
    }
    if (typeof said === 'number') return tableSlot(graph.selfSizes[source]!, said);
    const exported = said === VALUE ? this.#exports.of(source) : null;
    return exported === null ? said : `variable ${exported.name}`;
  }

  #isWide(ordinal: number): boolean {
    const { nodeTypes, edgeStarts } = this.#graph;
    const [start, end] = [edgeStarts[ordinal]!, edgeStarts[ordinal + 1]!];
    if (end - start <= DICTIONARY_PROPERTIES || nodeTypes[ordinal] !== NodeType.object) return false;
    let wide = this.#wide.get(ordinal);
    if (wide === undefined) {
      let properties = 0;
      for (let edge = start; edge < end; edge++) if (edgeTypeOf(this.#graph, edge) === EdgeType.property) properties++;
      wide = properties > DICTIONARY_PROPERTIES;
      this.#wide.set(ordinal, wide);
    }
    return wide;
  }
}

function internalReference(name: string): string | number {
  if (/^\d+$/.test(name)) return Number(name);
  return EPHEMERON.test(name) ? '[weak entry]' : `internal ${name.replace(/@?\d+/g, 'n')}`;
}

/**
 * Key or value of an ordered hash table's slot. Layout (V8's `OrderedHashTable`): 3 counters, the buckets, then entries of
 * key, value and chain (Map) or key and chain (Set), two entries a bucket; so the size tells the number of buckets.
 */
function tableSlot(selfSize: number, slot: number): string {
  const slots = selfSize / 8 - 2;
  const mapBuckets = (slots - 3) / 7;
  if (isPowerOfTwo(mapBuckets)) return (slot - 3 - mapBuckets) % 3 === 0 ? '[entry key]' : '[entry]';
  const setBuckets = (slots - 3) / 5;
  if (isPowerOfTwo(setBuckets)) return '[entry]';
  return '[i]';
}

function isPowerOfTwo(n: number): boolean {
  return n >= 2 && Number.isInteger(n) && (n & (n - 1)) === 0;
}

function targetName(type: number, name: string): string {
  switch (type) {
    case NodeType.closure:
      return `${name === '' ? '(anonymous)' : name}()`;
    case NodeType.array:
      return name === '' ? '(table)' : name;
    case NodeType.synthetic:
    case NodeType.native:
      return name.replace(/\d+/g, 'n');
    default:
      return name === '' ? '(unnamed)' : name;
  }
}
