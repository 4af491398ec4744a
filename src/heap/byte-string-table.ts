import { discard } from './discard.ts';
import { type GraphKernel, ROW_NUMBERS } from './graph-kernel.ts';
import type { StringTable } from './heap-graph.ts';
import { invalidSnapshot } from './invalid-snapshot.ts';

const PAGE_BYTES = 1 << 20;
/** Fewer bytes are read one by one. */
const KERNEL_MINIMUM = 128;
/** Set by the kernel above the start of a string that follows a name of a WeakMap pair. */
const AFTER_TABLE_ID = 0x8000_0000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CLOSING = 0x29;
const COMMA = 0x2c;
const NEW_LINE = 0x0a;

interface Page {
  readonly bytes: Uint8Array;
  /** Index of the first string that starts in this page. */
  readonly firstString: number;
  /** Where the strings of this page begin, after their quotes. */
  readonly starts: Uint32Array;
  readonly length: number;
}

const FIRST = 0; // after '[': a string or ']'
const NEXT = 1; // after ',': a string
const INSIDE = 2; // within a string
const AFTER = 3; // after a string: ',' or ']'
const ESCAPE = 4; // after a backslash
const HEX = 5; // within \uXXXX

/**
 * Takes a JSON array of strings in any chunking and keeps its bytes as they are, in pages that no string crosses.
 * `finish()` gives the table.
 */
export class StringCollector {
  private readonly pages: Page[] = [];
  private bytes = new Uint8Array(PAGE_BYTES);
  private length = 0;
  private firstString = 0;
  /** Of the page that is being filled; each page gets a copy, so that nothing grows with the number of strings. */
  private starts = new Uint32Array(1 << 12);
  /** Strings begun in this page. */
  private count = 0;
  private readonly tableNames: number[] = [];
  private state = FIRST;
  private hexLeft = 0;
  private kernel: GraphKernel | null = null;

  /** Has ordinary strings scanned by the kernel from now on. */
  use(kernel: GraphKernel | null): void {
    this.kernel = kernel;
  }

  /** Reads on from `start`; returns the position after the closing bracket, or −1 when the chunk ends before it. */
  read(chunk: Uint8Array, start: number, end: number, base: number): number {
    let from = start;
    while (from < end) {
      const room = this.bytes.length - this.length;
      const take = Math.min(room, end - from);
      this.bytes.set(from === 0 && take === chunk.length ? chunk : chunk.subarray(from, from + take), this.length);
      const closed = this.scan(this.length, this.length + take, base + from - this.length);
      if (closed >= 0) {
        const read = closed - this.length;
        this.length = closed;
        return from + read;
      }
      this.length += take;
      from += take;
      if (this.length === this.bytes.length) this.turnPage();
    }
    return -1;
  }

  finish(): ByteStringTable {
    this.endPage(this.bytes.slice(0, this.length), this.length, this.count);
    discard(this.starts);
    return new ByteStringTable(this.pages, this.firstString, this.tableNames);
  }

  /** Scans the page's bytes from `from`; returns the position after ']' or −1. */
  private scan(from: number, to: number, base: number): number {
    const bytes = this.bytes;
    let at = from;
    while (at < to) {
      if (this.state === INSIDE) {
        if (this.kernel !== null && to - at >= KERNEL_MINIMUM) at = this.scanWithKernel(this.kernel, at, to);
        let byte = 0;
        while (at < to) {
          byte = bytes[at]!;
          if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break;
          at++;
        }
        if (at === to) return -1;
        if (byte === QUOTE) {
          if (at > 1 && bytes[at - 1] === CLOSING && (bytes[at - 2]! - 48) >>> 0 < 10) {
            this.tableNames.push(this.firstString + this.count - 1);
          }
          // V8 separates strings by a comma, and on some versions a line end.
          const next = bytes[at + 2] === NEW_LINE ? at + 3 : at + 2;
          if (next < to && bytes[at + 1] === COMMA && bytes[next] === QUOTE) {
            at = next + 1;
            this.addStart(at);
            continue;
          }
          this.state = AFTER;
        } else if (byte === BACKSLASH) this.state = ESCAPE;
        else throw invalidSnapshot(base + at, 'a string holds a raw control character.');
        at++;
        continue;
      }
      if (this.readByte(bytes[at]!, at, base)) return at + 1;
      at++;
    }
    return -1;
  }

  /** From within a string; stops within one, near the end or at what is not an ordinary string. */
  private scanWithKernel(kernel: GraphKernel, from: number, to: number): number {
    for (let at = from; ; ) {
      // Two bytes before may be the end of a name.
      const origin = Math.max(0, at - 2);
      const length = kernel.takeText(this.bytes, origin, to);
      const start = at - origin;
      let read = start;
      for (let isFull = true; isFull; ) {
        read = kernel.scanStrings(read, length, origin);
        const { scanned } = kernel;
        this.addStarts(kernel.rows.subarray(0, scanned), kernel.wasm.tableNames.value);
        isFull = scanned === ROW_NUMBERS;
      }
      at = origin + read;
      if (to - at < KERNEL_MINIMUM || length - read >= 32) return at;
    }
  }

  /** true at the closing bracket. */
  private readByte(byte: number, at: number, base: number): boolean {
    switch (this.state) {
      case ESCAPE:
        return this.readEscape(byte, base + at);
      case HEX:
        return this.readHex(byte, base + at);
    }
    if (byte === QUOTE && this.state !== AFTER) {
      this.addStart(at + 1);
      this.state = INSIDE;
      return false;
    }
    if (byte === COMMA && this.state === AFTER) {
      this.state = NEXT;
      return false;
    }
    if (byte === 93 && this.state !== NEXT) return true;
    if (byte === 32 || byte === 10 || byte === 13 || byte === 9) return false;
    throw invalidSnapshot(base + at, `expected a string of the string table, found "${String.fromCharCode(byte)}".`);
  }

  private readEscape(byte: number, position: number): boolean {
    if (byte === 0x75) {
      this.state = HEX;
      this.hexLeft = 4;
    } else if ('"\\/bfnrt'.includes(String.fromCharCode(byte))) {
      this.state = INSIDE;
    } else {
      throw invalidSnapshot(position, 'a string holds an unknown escape.');
    }
    return false;
  }

  private readHex(byte: number, position: number): boolean {
    const letter = byte | 0x20;
    if (!((byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 102))) {
      throw invalidSnapshot(position, 'a string holds an incomplete \\u escape.');
    }
    if (--this.hexLeft === 0) this.state = INSIDE;
    return false;
  }

  /** Of these, `tableNames` have the top bit set. */
  private addStarts(starts: Uint32Array, tableNames: number): void {
    for (let row = 0, left = tableNames; left > 0; row++) {
      if (starts[row]! < AFTER_TABLE_ID) continue;
      starts[row]! &= ~AFTER_TABLE_ID;
      this.tableNames.push(this.firstString + this.count + row - 1);
      left--;
    }
    this.makeRoom(starts.length);
    this.starts.set(starts, this.count);
    this.count += starts.length;
  }

  private addStart(at: number): void {
    this.makeRoom(1);
    this.starts[this.count++] = at;
  }

  private makeRoom(more: number): void {
    if (this.count + more <= this.starts.length) return;
    const grown = new Uint32Array(Math.max(this.count + more, this.starts.length * 2));
    grown.set(this.starts);
    discard(this.starts);
    this.starts = grown;
  }

  /** Ends a full page; a string that it cuts moves to the next page whole. */
  private turnPage(): void {
    const open = this.state === INSIDE || this.state === ESCAPE || this.state === HEX;
    const cut = open ? this.starts[this.count - 1]! - 1 : this.length;
    const tail = this.bytes.subarray(cut, this.length);
    const next = new Uint8Array(Math.max(PAGE_BYTES, tail.length * 2));
    next.set(tail);
    if (cut > 0) {
      const carried = open ? 1 : 0;
      const bytes = cut < this.bytes.length / 2 ? this.bytes.slice(0, cut) : this.bytes;
      this.endPage(bytes, cut, this.count - carried);
      this.count = carried;
    }
    if (open) this.starts[this.count - 1] = 1;
    this.bytes = next;
    this.length = tail.length;
  }

  private endPage(bytes: Uint8Array, length: number, strings: number): void {
    this.pages.push({ bytes, firstString: this.firstString, starts: this.starts.slice(0, strings), length });
    this.firstString += strings;
  }
}

/** Strings as the snapshot's own bytes (JSON escapes and all), decoded one by one when asked for. */
export class ByteStringTable implements StringTable {
  readonly length: number;
  private readonly pages: readonly Page[];
  /** A byte order mark is a character of a string like any other. */
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly encoder = new TextEncoder();

  private readonly tableNames: readonly number[];

  constructor(pages: readonly Page[], length: number, tableNames: readonly number[]) {
    this.tableNames = tableNames;
    this.pages = pages;
    this.length = length;
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.pages.reduce((sum, { bytes, starts }) => sum + bytes.length + starts.byteLength, 0);
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.length)) return '';
    const { bytes, starts, firstString, length } = this.pageOf(index);
    const start = starts[index - firstString]!;
    // The closing quote: the next string's opening quote is only a comma and white space away.
    let end = index - firstString + 1 === starts.length ? length - 1 : starts[index - firstString + 1]! - 2;
    while (bytes[end] !== QUOTE) end--;
    let escaped = false;
    let ascii = true;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === BACKSLASH) escaped = true;
      if (byte > 0x7f) ascii = false;
    }
    if (ascii && !escaped && end - start <= 48) {
      let text = '';
      for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
      return text;
    }
    const text = this.decoder.decode(bytes.subarray(start, end));
    return escaped ? (JSON.parse(`"${text}"`) as string) : text;
  }

  indexOf(text: string): number {
    // Quotes and backslashes are always escaped; other characters only where the producer likes to.
    if (/["\\]/.test(text)) return this.indexOfDecoded(text);
    const wanted = this.encoder.encode(`${text}"`);
    for (const { bytes, firstString, starts } of this.pages) {
      for (let place = 0; place < starts.length; place++) {
        const start = starts[place]!;
        let at = 0;
        while (at < wanted.length && bytes[start + at] === wanted[at]) at++;
        if (at === wanted.length) return firstString + place;
        // Up to an escape both agree: only then does the string have to be decoded.
        if (bytes[start + at] === BACKSLASH && this.get(firstString + place) === text) return firstString + place;
      }
    }
    return -1;
  }

  private indexOfDecoded(text: string): number {
    for (let index = 0; index < this.length; index++) if (this.get(index) === text) return index;
    return -1;
  }

  endingInTableId(): readonly number[] {
    return this.tableNames;
  }

  private pageOf(index: number): Page {
    const pages = this.pages;
    let low = 0;
    let high = pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (pages[middle]!.firstString <= index) low = middle;
      else high = middle - 1;
    }
    return pages[low]!;
  }
}
