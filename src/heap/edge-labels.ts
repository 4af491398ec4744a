import type { EdgeType, HeapGraph } from './heap-graph.ts';
import { NumberRows } from './number-rows.ts';

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
  private readonly edges = new NumberRows();
  private readonly names = new NumberRows();

  add(edge: number, name: number): void {
    this.edges.push(edge);
    this.names.push(name);
  }

  get(edge: number): number {
    const edges = this.edges.values();
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (edges[middle]! < edge) low = middle + 1;
      else high = middle;
    }
    return this.names.values()[low]!;
  }
}

export type { WideEdgeNames };
