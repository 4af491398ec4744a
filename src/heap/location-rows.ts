import type { ScriptLocation } from './heap-graph.ts';
import type { LocationFields } from './snapshot-layout.ts';

/** The list "locations" as it comes, in blocks that never move; sorted at the first question. */
export class LocationRows {
  private readonly fields: LocationFields | null;
  private readonly nodeFields: number;
  private readonly blocks: Uint32Array[] = [];
  private count = 0;
  private sorted: Uint32Array | null = null;

  /** `nodeFields` numbers stand for a node, where a location names it by the place of its first. */
  constructor(fields: LocationFields | null, nodeFields: number) {
    this.fields = fields;
    this.nodeFields = nodeFields;
  }

  /** All blocks but the last are of one length. */
  add(block: Uint32Array): void {
    this.blocks.push(block);
    this.count += block.length / this.fields!.count;
  }

  /** Of several rows the last counts. */
  find(ordinal: number): ScriptLocation | null {
    const { fields } = this;
    if (fields === null) return null;
    this.sorted ??= this.sortRows(fields.objectIndex);
    const { sorted } = this;
    const wanted = ordinal * this.nodeFields;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(sorted[middle]!, fields.objectIndex) <= wanted) low = middle + 1;
      else high = middle;
    }
    const row = sorted[low - 1];
    if (row === undefined || this.at(row, fields.objectIndex) !== wanted) return null;
    return {
      scriptId: this.at(row, fields.scriptId),
      line: this.at(row, fields.line),
      column: this.at(row, fields.column),
    };
  }

  private at(row: number, field: number): number {
    const place = row * this.fields!.count + field;
    const { length } = this.blocks[0]!;
    return this.blocks[Math.floor(place / length)]![place % length]!;
  }

  /** Row numbers by ordinal, then by place. */
  private sortRows(objectIndex: number): Uint32Array {
    const places = Uint32Array.from({ length: this.count }, (_, row) => row);
    let isSorted = true;
    for (let row = 1; row < this.count && isSorted; row++) {
      isSorted = this.at(row - 1, objectIndex) <= this.at(row, objectIndex);
    }
    return isSorted ? places : places.sort((a, b) => this.at(a, objectIndex) - this.at(b, objectIndex) || a - b);
  }
}
