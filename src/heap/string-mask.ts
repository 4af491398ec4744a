import { invalidSnapshot } from './invalid-snapshot.ts';
import type { ListReader } from './snapshot-scanner.ts';

/** Copies a chunk's bytes to its output, unless told otherwise. */
export interface ChunkOutput {
  /** Copies what was not copied yet, up to `end`. */
  copyTo(end: number): void;
  /** Leaves out what was not copied yet, up to `end`. */
  skipTo(end: number): void;
  append(byte: number, times: number): void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const STAR = 0x2a;
/** Strings up to this length are looked at before it is decided. */
const LONGEST_HELD = 40;
/** V8 formats names into 1,024 characters; escaped, each is at most six bytes. */
export const LONGEST_NAME = 8192;

/**
 * The name of a WeakMap's pair, `3 / part of key (Session @7) -> value (… @9) pair in WeakMap (table @5)`, in which V8
 * quotes the value's own name: of a string its text (V8HeapExplorer::ExtractEphemeronHashTableReferences).
 */
const PAIR = /^(\d+ \/ part of key \(.*? @\d+\) -> value \()(.*)( @\d+\) pair in WeakMap \(table @\d+\))$/s;
/** One whose end is missing. */
const CUT_PAIR = /^(\d+ \/ part of key \(.*?-> value \()(.*)$/s;

/**
 * Goes through the list "strings" and replaces each string that `mayStay` does not let stay by as many stars as it has
 * UTF-16 units, so that its length in DevTools is the same. What a string held cannot be told from its stars.
 */
export class StringMask implements ListReader {
  private readonly output: ChunkOutput;
  private readonly isName: (index: number) => boolean;
  private readonly mayStay: (index: number, text: string) => boolean;
  private place: 'first' | 'next' | 'after' | 'kept' | 'masked' = 'first';
  private escape: 'none' | 'begun' | number = 'none';
  private index = -1;
  private held: number[] | null = null;
  private begins = false;
  private pair: number[] | null = null;

  /** `isName` decides without the text; `mayStay` on short plain ASCII texts. */
  constructor(
    output: ChunkOutput,
    isName: (index: number) => boolean,
    mayStay: (index: number, text: string) => boolean,
  ) {
    this.output = output;
    this.isName = isName;
    this.mayStay = mayStay;
  }

  read(bytes: Uint8Array, start: number, end: number, base: number): number {
    let at = start;
    while (at < end) {
      if (this.place === 'kept') at = this.readKept(bytes, at, end);
      else if (this.place === 'masked') at = this.readMasked(bytes, at, end);
      else if (this.readBetween(bytes[at]!, at, base)) return at + 1;
      else at++;
    }
    if (this.place === 'masked' || this.pair !== null) this.output.skipTo(end);
    return -1;
  }

  /** true at the closing bracket. */
  private readBetween(byte: number, at: number, base: number): boolean {
    if (byte === QUOTE && this.place !== 'after') {
      this.index++;
      const kept = this.isName(this.index);
      this.place = kept ? 'kept' : 'masked';
      this.held = kept ? null : [];
      this.begins = kept;
      if (!kept) this.output.copyTo(at + 1);
      return false;
    }
    if (byte === 0x2c && this.place === 'after') this.place = 'next';
    else if (byte === 0x5d && this.place !== 'next') return true;
    else if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
      throw invalidSnapshot(base + at, `expected a string of the string table, found "${String.fromCharCode(byte)}".`);
    }
    return false;
  }

  private readKept(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (this.pair !== null || this.begins) this.readPair(byte, at);
      if (this.escape !== 'none') this.escape = 'none';
      else if (byte === BACKSLASH) this.escape = 'begun';
      else if (byte === QUOTE) {
        this.place = 'after';
        this.closePair(at);
        return at + 1;
      }
    }
    return end;
  }

  /** A name that begins with a digit is looked at as a whole. */
  private readPair(byte: number, at: number): void {
    if (this.begins) {
      this.begins = false;
      if (byte < 0x30 || byte > 0x39) return;
      this.output.copyTo(at);
      this.pair = [];
    }
    if (this.pair!.length === LONGEST_NAME) throw invalidSnapshot(0, 'it has a longer name than V8 writes.');
    this.pair!.push(byte);
  }

  /** `at`: of the closing quote. */
  private closePair(at: number): void {
    const { pair } = this;
    this.begins = false;
    if (pair === null) return;
    this.pair = null;
    this.output.skipTo(at);
    if (pair.at(-1) === QUOTE) pair.pop();
    // Bytes as they are, one a character: all that is looked for is ASCII.
    const name = String.fromCharCode(...pair);
    const [, before, value] = PAIR.exec(name) ?? CUT_PAIR.exec(name) ?? [];
    const kept = before?.length ?? pair.length;
    const blanked = value?.length ?? 0;
    this.write(pair.slice(0, kept));
    this.output.append(STAR, unitsOf(pair.slice(kept, kept + blanked)));
    this.write(pair.slice(kept + blanked));
  }

  private write(bytes: readonly number[]): void {
    for (const byte of bytes) this.output.append(byte, 1);
  }

  private readMasked(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (this.escape !== 'none') this.readEscape(byte);
      else if (byte === BACKSLASH) this.escape = 'begun';
      else if (byte === QUOTE) {
        this.close();
        this.output.skipTo(at);
        return at + 1;
      } else this.take(byte);
    }
    return end;
  }

  private readEscape(byte: number): void {
    if (this.escape === 'begun') this.escape = byte === 0x75 ? 4 : 'none';
    else this.escape = this.escape === 1 ? 'none' : (this.escape as number) - 1;
    if (this.escape === 'none') this.mask(1);
  }

  private take(byte: number): void {
    if (byte < 0x80 && this.held !== null && this.held.length < LONGEST_HELD) this.held.push(byte);
    // One unit for a lead byte, two for one of four bytes, none for those that follow.
    else this.mask(byte >= 0xf0 ? 2 : byte >= 0xc0 || byte < 0x80 ? 1 : 0);
  }

  /** Once one unit is masked, the whole string is. */
  private mask(units: number): void {
    this.output.append(STAR, units + (this.held?.length ?? 0));
    this.held = null;
  }

  private close(): void {
    this.place = 'after';
    if (this.held === null) return;
    if (this.mayStay(this.index, String.fromCharCode(...this.held))) {
      this.write(this.held);
    } else this.output.append(STAR, this.held.length);
  }
}

/** UTF-16 units of a JSON string's inside. */
function unitsOf(bytes: readonly number[]): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return text.replaceAll(/\\(?:u[\dA-Fa-f]{4}|.)/gs, '*').length;
}
