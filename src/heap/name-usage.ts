import { DICTIONARY_PROPERTIES } from './dictionary.ts';
import { EdgeType, NodeType } from './heap-graph.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';
import type { SnapshotLayout } from './snapshot-layout.ts';

const DICTIONARY_KEY = 1;
const NAME = 2;

/** Strings that a table could hold; a larger index is a lie that would cost memory. */
const MOST_STRINGS = 2 ** 27;

/**
 * Nodes whose name is data: the text of a string, the digits of a number, the source of a regular expression
 * (v8/src/profiler/heap-snapshot-generator.cc, V8HeapExplorer::AddEntry).
 */
const DATA_NODES: readonly NodeType[] = [
  NodeType.string,
  NodeType.concatenatedString,
  NodeType.slicedString,
  NodeType.number,
  NodeType.bigint,
  NodeType.regexp,
];

/** Edges whose `name_or_index` is a name; of the others it is a number (HeapSnapshotJSONSerializer::SerializeEdge). */
const NAMED_EDGES: readonly EdgeType[] = [
  EdgeType.context,
  EdgeType.property,
  EdgeType.internal,
  EdgeType.shortcut,
  EdgeType.weak,
];

/**
 * Which strings of a snapshot name something: a class, a function, a variable, a property. V8 keeps these in one table with
 * the contents of strings, and a text that is both is a name.
 */
export class NameUsage {
  private readonly layout: SnapshotLayout;
  private usage = new Uint8Array(1 << 16);
  /** By ordinal: edges, twice, plus 1 for objects. */
  private sources = new Float64Array(1 << 14);
  private nodes = 0;
  private source = -1;
  private edgesLeft = 0;
  private properties: number[] = [];
  private isObject = false;

  constructor(layout: SnapshotLayout) {
    this.layout = layout;
  }

  isName(index: number): boolean {
    return this.usage[index] === NAME;
  }

  /** Only ever the key of a large dictionary. */
  isDictionaryKey(index: number): boolean {
    return this.usage[index] === DICTIONARY_KEY;
  }

  addNodes(rows: Uint32Array, length: number): void {
    const { node, nodeTypes } = this.layout;
    for (let at = 0; at < length; at += node.count) {
      const type = (nodeTypes[rows[at + node.type]!] ?? NodeType.unknown) as NodeType;
      if (!DATA_NODES.includes(type)) this.use(rows[at + node.name]!, NAME);
      if (this.nodes === this.sources.length) this.sources = grown(this.sources, this.nodes * 2);
      this.sources[this.nodes++] = rows[at + node.edgeCount]! * 2 + (type === NodeType.object ? 1 : 0);
    }
  }

  addEdges(rows: Uint32Array, length: number): void {
    const { edge, edgeTypes } = this.layout;
    for (let at = 0; at < length; at += edge.count) {
      this.beginSource();
      const type = (edgeTypes[rows[at + edge.type]!] ?? EdgeType.invisible) as EdgeType;
      const name = rows[at + edge.name]!;
      if (type === EdgeType.property && this.isObject) this.properties.push(name);
      else if (NAMED_EDGES.includes(type)) this.use(name, NAME);
      if (--this.edgesLeft === 0) this.endSource();
    }
  }

  private beginSource(): void {
    while (this.edgesLeft === 0 && this.source + 1 < this.nodes) {
      const edges = this.sources[++this.source]!;
      this.edgesLeft = Math.floor(edges / 2);
      this.isObject = edges % 2 === 1;
    }
  }

  private endSource(): void {
    const usage = this.properties.length > DICTIONARY_PROPERTIES ? DICTIONARY_KEY : NAME;
    for (const name of this.properties) this.use(name, usage);
    this.properties = [];
  }

  private use(index: number, usage: number): void {
    if (index >= MOST_STRINGS) throw invalidSnapshot(0, `it names string ${index} of its table, which cannot exist.`);
    if (index >= this.usage.length) this.usage = grown(this.usage, Math.max(index + 1, this.usage.length * 2));
    if (this.usage[index]! < usage) this.usage[index] = usage;
  }
}

function grown<T extends Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(array: T, length: number): T {
  const next = new (array.constructor as new (length: number) => T)(length);
  next.set(array);
  return next;
}
