import { NUMBER_KERNEL_BASE64 } from './number-kernel-bytes.ts';

/** What this folder needs of the WebAssembly global, which the ECMAScript types do not know. */
interface WebAssemblyGlobal {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly written: { readonly value: number };
  scan(at: number, end: number, out: number, outEnd: number): number;
  edges(
    row: number,
    end: number,
    type: number,
    name: number,
    toNode: number,
    stride: number,
    divisor: number,
    inverse: bigint,
    types: number,
    names: number,
    targets: number,
    typeLimit: number,
    toLimit: number,
  ): number;
}

/** Where the kernel's memory of 512 KiB holds what; the text has room for the 16 bytes before it that the kernel may read. */
const TEXT_AT = 1024;
const TEXT_BYTES = 1 << 16;
const ROWS_AT = 1 << 17;
export const ROW_NUMBERS = 1 << 14;
const TYPES_AT = ROWS_AT + ROW_NUMBERS * 4;
const NAMES_AT = TYPES_AT + ROW_NUMBERS;
const TARGETS_AT = NAMES_AT + ROW_NUMBERS * 4;

/** Byte offsets, strides and limits of one snapshot's edges. */
export interface EdgeShape {
  readonly type: number;
  readonly name: number;
  readonly toNode: number;
  readonly fields: number;
  readonly nodeFields: number;
  readonly typeCount: number;
  readonly nodeCount: number;
}

/** Compiled once; the memory belongs to each instance. */
let compiled: object | null = null;

/** The SIMD loops of number-kernel.wat with the memory that they work on; one per parser. */
export class NumberKernel {
  /** Numbers that `scan` writes and `splitEdges` reads. */
  readonly rows: Uint32Array;
  private readonly wasm: KernelExports;
  private readonly text: Uint8Array;
  private readonly types: Uint8Array;
  private readonly names: Uint32Array;
  private readonly targets: Uint32Array;

  private constructor(wasm: KernelExports) {
    const { buffer } = wasm.memory;
    this.wasm = wasm;
    this.text = new Uint8Array(buffer, TEXT_AT, TEXT_BYTES);
    this.rows = new Uint32Array(buffer, ROWS_AT, ROW_NUMBERS);
    this.types = new Uint8Array(buffer, TYPES_AT, ROW_NUMBERS);
    this.names = new Uint32Array(buffer, NAMES_AT, ROW_NUMBERS);
    this.targets = new Uint32Array(buffer, TARGETS_AT, ROW_NUMBERS);
  }

  /** null where the platform has no WebAssembly, or none with SIMD (`node --jitless`): the parser can do without, more slowly. */
  static load(): NumberKernel | null {
    const platform = (globalThis as { WebAssembly?: WebAssemblyGlobal }).WebAssembly;
    if (platform === undefined) return null;
    try {
      compiled ??= new platform.Module(
        Uint8Array.from(atob(NUMBER_KERNEL_BASE64), (character) => character.charCodeAt(0)),
      );
      const { exports } = new platform.Instance(compiled);
      return new NumberKernel(exports as KernelExports);
    } catch {
      return null;
    }
  }

  /** Takes up to 64 KiB of the text; returns how many bytes. */
  takeText(bytes: Uint8Array, start: number, end: number): number {
    const length = Math.min(TEXT_BYTES, end - start);
    this.text.set(bytes.subarray(start, start + length));
    return length;
  }

  /** Reads plain numbers from `from` on in the text taken, into rows[first] … rows[limit − 1]; returns the byte it stopped at. */
  scan(from: number, length: number, first: number, limit: number): number {
    return this.wasm.scan(TEXT_AT + from, TEXT_AT + length, ROWS_AT + first * 4, ROWS_AT + limit * 4) - TEXT_AT;
  }

  /** One after the last row number that `scan` wrote. */
  get scanned(): number {
    return (this.wasm.written.value - ROWS_AT) / 4;
  }

  /** Splits the first `length` numbers of `rows` into columns at `at`; returns the highest string index, or −1 when one is wrong. */
  splitEdges(
    length: number,
    shape: EdgeShape,
    columns: { edgeTypes: Uint8Array; edgeNames: Uint32Array; edgeTargets: Uint32Array },
    at: number,
  ): number {
    const highest = this.wasm.edges(
      ROWS_AT,
      ROWS_AT + length * 4,
      shape.type * 4,
      shape.name * 4,
      shape.toNode * 4,
      shape.fields * 4,
      shape.nodeFields,
      BigInt(Math.ceil(2 ** 40 / shape.nodeFields)),
      TYPES_AT,
      NAMES_AT,
      TARGETS_AT,
      shape.typeCount,
      Math.min(0xffff_ffff, shape.nodeCount * shape.nodeFields),
    );
    if (highest === -1) return -1;
    const count = length / shape.fields;
    columns.edgeTypes.set(this.types.subarray(0, count), at);
    columns.edgeNames.set(this.names.subarray(0, count), at);
    columns.edgeTargets.set(this.targets.subarray(0, count), at);
    return highest;
  }
}
