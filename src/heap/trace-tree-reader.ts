import { TREE_FIELDS } from './allocation-trace.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';
import type { NumberRows } from './number-rows.ts';

/** Numbers before a node's list of children. */
const OWN_FIELDS = TREE_FIELDS - 1;

type State = 'first' | 'number' | 'ended' | 'separated' | 'children' | 'closed';
const TAKES_DIGITS: readonly State[] = ['first', 'number', 'separated'];

/**
 * Reads V8's nested list of allocation stacks, `[id, function, count, size, [children …], id, …]`, in any chunking, into flat records
 * of `tree`. Iterative: how deep a tree may be is not for a snapshot to decide.
 */
export class TraceTreeReader {
  private readonly tree: NumberRows;
  /** Places of the nodes whose children are being read. */
  private readonly parents: number[] = [-1];
  private nodes = 0;
  private fields = 0;
  private value = 0;
  private state: State = 'first';

  constructor(tree: NumberRows) {
    this.tree = tree;
  }

  /** Reads on from `start`; returns the position after the closing bracket, or −1 when the chunk ends before it. */
  read(bytes: Uint8Array, start: number, end: number, base: number): number {
    for (let at = start; at < end; at++) if (this.readByte(bytes[at]!, base + at)) return at + 1;
    return -1;
  }

  /** true at the bracket that closes all. */
  private readByte(byte: number, position: number): boolean {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      if (this.state === 'number') this.state = 'ended';
      return false;
    }
    const digit = byte - 48;
    if (digit >= 0 && digit <= 9 && TAKES_DIGITS.includes(this.state)) {
      this.value = this.value * 10 + digit;
      if (this.value > Number.MAX_SAFE_INTEGER) throw invalidSnapshot(position, 'a number exceeds 2^53.');
      this.state = 'number';
      return false;
    }
    if (byte === 0x2c && (this.state === 'number' || this.state === 'ended')) {
      this.endNumber();
      return false;
    }
    if (byte === 0x2c && this.state === 'closed') {
      this.state = 'separated';
      return false;
    }
    if (byte === 0x5b && this.state === 'children') {
      this.parents.push(this.nodes++);
      this.fields = 0;
      this.state = 'first';
      return false;
    }
    if (byte === 0x5d && (this.state === 'first' || this.state === 'closed')) {
      this.parents.pop();
      this.fields = 0;
      this.state = 'closed';
      return this.parents.length === 0;
    }
    throw invalidSnapshot(position, `its allocation trace holds "${String.fromCharCode(byte)}" where none belongs.`);
  }

  private endNumber(): void {
    this.tree.push(this.value);
    this.value = 0;
    this.fields++;
    this.state = this.fields === OWN_FIELDS ? 'children' : 'separated';
    if (this.fields === OWN_FIELDS) this.tree.push(this.parents.at(-1)! * TREE_FIELDS);
  }
}
