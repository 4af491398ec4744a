import type { EdgeType, HeapGraph } from './heap-graph.ts';

/** Bits of an edge's name in its label; the three above them are its type. */
const NAME_BITS = 29;
/** In the place of a name that needs more bits. */
const WIDE = 2 ** NAME_BITS - 1;

export function edgeTypeOf({ edgeLabels }: Pick<HeapGraph, 'edgeLabels'>, edge: number): EdgeType {
  return (edgeLabels[edge]! >>> NAME_BITS) as EdgeType;
}

/** Index into `strings` for context, property, internal, shortcut and weak edges; a number for element and hidden ones. */
export function edgeNameOf(graph: Pick<HeapGraph, 'edgeLabels' | 'wideEdgeNames'>, edge: number): number {
  const name = graph.edgeLabels[edge]! & WIDE;
  return name === WIDE ? graph.wideEdgeNames.get(edge) : name;
}

/** Puts types and names of edges, in ascending order of the edges, into their labels. */
export class EdgeLabelWriter {
  readonly labels: Uint32Array;
  readonly wideNames = new WideEdgeNames();

  constructor(labels: Uint32Array) {
    this.labels = labels;
  }

  set(edge: number, type: number, name: number): void {
    const isWide = name >= WIDE;
    if (isWide) this.wideNames.add(edge, name);
    this.labels[edge] = ((type << NAME_BITS) | (isWide ? WIDE : name)) >>> 0;
  }
}

/** Names of edges that have no place in a label: indexes far out in a sparse array. */
class WideEdgeNames {
  private edges = new Uint32Array(16);
  private names = new Uint32Array(16);
  private length = 0;

  add(edge: number, name: number): void {
    if (this.length === this.edges.length) {
      this.edges = twiceAsLong(this.edges);
      this.names = twiceAsLong(this.names);
    }
    this.edges[this.length] = edge;
    this.names[this.length++] = name;
  }

  get(edge: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.edges[middle]! < edge) low = middle + 1;
      else high = middle;
    }
    return this.names[low]!;
  }
}

export type { WideEdgeNames };

function twiceAsLong(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
