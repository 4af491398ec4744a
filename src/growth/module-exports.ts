import { edgeNameOf } from '../heap/edge-labels.ts';
import { type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';

const MODULE = 'system / SourceTextModule';
const CELL = 'system / Cell';

/** An exported variable of an ECMAScript module. */
export interface ModuleExport {
  readonly name: string;
  /** The beginning of the module; null where V8 gives none. */
  readonly module: ScriptLocation | null;
}

/**
 * What the variables are called that modules export: V8 keeps each in a Cell of its own, without a name, and in the module's
 * `exports` a hash table of names and Cells (v8/src/objects/module.h). Variables that no module exports live in contexts.
 */
export class ModuleExports {
  readonly #graph: HeapGraph;
  #byCell: Map<number, ModuleExport> | null = null;

  constructor(graph: HeapGraph) {
    this.#graph = graph;
  }

  /** null for a node that is no Cell of an export. */
  of(cell: number): ModuleExport | null {
    this.#byCell ??= this.#read();
    return this.#byCell.get(cell) ?? null;
  }

  #read(): Map<number, ModuleExport> {
    const { nodeCount, nodeTypes, nodeNames, strings } = this.#graph;
    const byCell = new Map<number, ModuleExport>();
    const moduleName = strings.indexOf(MODULE);
    if (moduleName < 0) return byCell;
    for (let node = 0; node < nodeCount; node++) {
      if (nodeNames[node] === moduleName && nodeTypes[node] === NodeType.hidden) this.#readModule(node, byCell);
    }
    return byCell;
  }

  #readModule(node: number, byCell: Map<number, ModuleExport>): void {
    const { edgeStarts, edgeTargets, nodeTypes } = this.#graph;
    const targets = edgeTargets.subarray(edgeStarts[node]!, edgeStarts[node + 1]!);
    const located = targets.find((target) => this.#graph.locationOf(target) !== null);
    const module = located === undefined ? null : this.#graph.locationOf(located);
    for (const target of targets) {
      if (nodeTypes[target] !== NodeType.array) continue;
      for (const [name, cell] of this.#pairsOf(target)) {
        const known = byCell.get(cell);
        // Of several names for one variable always the same: the table's order is another one in each process.
        if (known === undefined || name < known.name) byCell.set(cell, { name, module });
      }
    }
  }

  /** Strings of a table that a Cell follows in the next slot, with this Cell. */
  *#pairsOf(table: number): Generator<[string, number]> {
    const graph = this.#graph;
    const { edgeStarts, edgeTargets, nodeTypes, nodeNames, strings } = graph;
    let key: { slot: number; text: string } | null = null;
    for (let edge = edgeStarts[table]!; edge < edgeStarts[table + 1]!; edge++) {
      const target = edgeTargets[edge]!;
      const text = strings.get(nodeNames[target]!);
      const slot = Number(strings.get(edgeNameOf(graph, edge)));
      if (key !== null && slot === key.slot + 1 && text === CELL) yield [key.text, target];
      key = nodeTypes[target] === NodeType.string ? { slot, text } : null;
    }
  }
}
