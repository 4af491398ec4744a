import { type GraphKernel, ROW_NUMBERS } from './graph-kernel.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';

/** Numbers of whole records, in order; `wide` names those over 2³² − 1 by their place in `rows`. */
export type RecordSink = (rows: Uint32Array, length: number, wide: ReadonlyMap<number, number> | null) => void;

/** The quick path reads a number, its separator and a line end without looking at the end of the chunk. */
const QUICK_MARGIN = 32;
/** The kernel leaves the last 64 bytes, and a number cut by them, to the other ways. */
const KERNEL_MINIMUM = 128;

const FIRST = 0; // after '[': a number or ']'
const NEXT = 1; // after ',': a number
const DIGITS = 2; // within a number
const AFTER = 3; // after a number and white space: ',' or ']'
const SIGN = 4; // after '-': a digit

const LEAST = -(2 ** 31);

/**
 * Reads a JSON array of non-negative integers that stands for records of `fieldCount` numbers each, in any chunking, and
 * hands them on in blocks. Anything else than digits, commas and white space is an error, never a guess. In a `signed` list, −1 to
 * −2³¹ stand for the numbers from 2³² − 1 down: Node 24 and later print an edge's index, which has 32 bits, as if it had a sign.
 */
export class NumberRecords {
  private readonly fieldCount: number;
  private readonly sink: RecordSink;
  private readonly rows: Uint32Array;
  private wide: Map<number, number> | null = null;
  private length = 0;
  private state = FIRST;
  private value = 0;

  private readonly kernel: GraphKernel | null;
  private readonly signed: boolean;
  private isNegative = false;

  /** Without a kernel the numbers are read one digit at a time. */
  constructor(fieldCount: number, sink: RecordSink, kernel: GraphKernel | null, { signed = false } = {}) {
    const capacity = ROW_NUMBERS - (ROW_NUMBERS % fieldCount);
    this.fieldCount = fieldCount;
    this.sink = sink;
    this.kernel = kernel;
    this.signed = signed;
    this.rows = kernel === null ? new Uint32Array(capacity) : kernel.rows.subarray(0, capacity);
  }

  /** Reads on from `start`; returns the position after the closing bracket, or −1 when the chunk ends before it. */
  read(bytes: Uint8Array, start: number, end: number, base: number): number {
    let at = start;
    while (at < end) {
      if (this.state === NEXT) {
        if (this.kernel !== null && end - at >= KERNEL_MINIMUM) at = this.readWithKernel(this.kernel, bytes, at, end);
        at = this.readQuickly(bytes, at, end - QUICK_MARGIN);
        if (at >= end) break;
      }
      if (this.readByte(bytes[at]!, base + at)) return at + 1;
      at++;
    }
    return -1;
  }

  /** From the start of a number; stops within the last 64 bytes of the chunk, or at a number that is not plain. */
  private readWithKernel(kernel: GraphKernel, bytes: Uint8Array, start: number, end: number): number {
    const capacity = this.rows.length;
    let at = start;
    while (end - at >= KERNEL_MINIMUM) {
      const length = kernel.takeText(bytes, at, end);
      let read = 0;
      for (;;) {
        const next = kernel.scan(read, length, this.length, capacity);
        this.length = kernel.scanned;
        const isFull = this.length === capacity;
        if (isFull) this.flush();
        read = next;
        if (!isFull) break;
      }
      at += read;
      // Less than a full piece means a number for the slower ways; they come back here by themselves.
      if (length - read >= KERNEL_MINIMUM) return at;
    }
    return at;
  }

  /** From the start of a number: whole numbers of up to 9 digits; stops at the start of the first that is not so plain. */
  private readQuickly(bytes: Uint8Array, start: number, safeEnd: number): number {
    const rows = this.rows;
    const capacity = rows.length;
    let length = this.length;
    let at = start;
    while (at < safeEnd) {
      let digit = bytes[at]! - 48;
      if (digit >>> 0 > 9) break;
      let value = digit;
      let next = at + 1;
      for (;;) {
        digit = bytes[next]! - 48;
        if (digit >>> 0 > 9 || next - at > 9) break;
        value = (Math.imul(value, 10) + digit) | 0;
        next++;
      }
      if (next - at > 9) break;
      if (digit === -4) next++;
      else if (digit === -38 && bytes[next + 1] === 44) next += 2;
      else break;
      at = next;
      rows[length++] = value;
      if (length === capacity) {
        this.length = length;
        this.flush();
        length = 0;
      }
    }
    this.length = length;
    return at;
  }

  /** true at the closing bracket. */
  private readByte(byte: number, position: number): boolean {
    const digit = byte - 48;
    if (digit >= 0 && digit <= 9) {
      if (this.state === AFTER) throw invalidSnapshot(position, 'two numbers stand side by side without a comma.');
      this.value = this.state === DIGITS ? this.value * 10 + digit : digit;
      if (this.value > Number.MAX_SAFE_INTEGER) throw invalidSnapshot(position, 'a number exceeds 2^53.');
      if (this.isNegative && -this.value < LEAST) throw invalidSnapshot(position, 'a number is below -2^31.');
      this.state = DIGITS;
      return false;
    }
    if (byte === 45 && this.signed && this.state <= NEXT) {
      this.state = SIGN;
      this.isNegative = true;
      return false;
    }
    if (this.state !== SIGN && (byte === 32 || byte === 10 || byte === 13 || byte === 9)) {
      if (this.state === DIGITS) this.push();
      return false;
    }
    if (byte === 44 && (this.state === DIGITS || this.state === AFTER)) {
      if (this.state === DIGITS) this.push();
      this.state = NEXT;
      return false;
    }
    if (byte === 93 && this.state !== NEXT && this.state !== SIGN) {
      if (this.state === DIGITS) this.push();
      this.finish(position);
      return true;
    }
    throw invalidSnapshot(position, `expected a whole number, found "${String.fromCharCode(byte)}".`);
  }

  private push(): void {
    if (this.value > 0xffff_ffff) {
      this.wide ??= new Map();
      this.wide.set(this.length, this.value);
      this.rows[this.length++] = 0xffff_ffff;
    } else {
      this.rows[this.length++] = this.isNegative ? -this.value : this.value;
    }
    this.isNegative = false;
    this.state = AFTER;
    if (this.length === this.rows.length) this.flush();
  }

  private finish(position: number): void {
    if (this.length % this.fieldCount !== 0) {
      throw invalidSnapshot(position, `the list ends within a record of ${this.fieldCount} numbers.`);
    }
    this.flush();
  }

  private flush(): void {
    const length = this.length;
    const wide = this.wide;
    this.length = 0;
    this.wide = null;
    if (length > 0) this.sink(this.rows, length, wide);
  }
}
