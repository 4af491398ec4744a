import type { ScriptLocation } from './heap-graph.ts';

/** Rows in a block. */
const BLOCK = 1 << 14;
const FIELDS = 4;

/** Rows of (ordinal, script, line, column), in blocks that never move; sorted at the first question. */
export class LocationRows {
  private readonly blocks: Uint32Array[] = [];
  private count = 0;
  private sorted: Uint32Array | null = null;

  add(ordinal: number, scriptId: number, line: number, column: number): void {
    const at = (this.count % BLOCK) * FIELDS;
    if (at === 0) this.blocks.push(new Uint32Array(BLOCK * FIELDS));
    const block = this.blocks[this.blocks.length - 1]!;
    block[at] = ordinal;
    block[at + 1] = scriptId;
    block[at + 2] = line;
    block[at + 3] = column;
    this.count++;
  }

  /** The last row of this ordinal. */
  find(ordinal: number): ScriptLocation | null {
    const sorted = (this.sorted ??= this.sortRows());
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.field(sorted[middle]!, 0) <= ordinal) low = middle + 1;
      else high = middle;
    }
    const row = sorted[low - 1];
    if (row === undefined || this.field(row, 0) !== ordinal) return null;
    return { scriptId: this.field(row, 1), line: this.field(row, 2), column: this.field(row, 3) };
  }

  private field(row: number, field: number): number {
    return this.blocks[Math.floor(row / BLOCK)]![(row % BLOCK) * FIELDS + field]!;
  }

  /** Row numbers by ordinal, then by place. */
  private sortRows(): Uint32Array {
    const places = Uint32Array.from({ length: this.count }, (_, row) => row);
    let isSorted = true;
    for (let row = 1; row < this.count && isSorted; row++) isSorted = this.field(row - 1, 0) <= this.field(row, 0);
    return isSorted ? places : places.sort((a, b) => this.field(a, 0) - this.field(b, 0) || a - b);
  }
}
