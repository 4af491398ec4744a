import { invalidSnapshot } from './invalid-snapshot.ts';
import { readSnapshotLayout, type SnapshotLayout } from './snapshot-layout.ts';

/** The header of a snapshot has a few KB; anything far longer is not one. */
const MAX_HEADER_BYTES = 1 << 20;
const MAX_KEY_BYTES = 256;

type Place =
  | 'start'
  | 'first-key'
  | 'next-key'
  | 'key'
  | 'colon'
  | 'value'
  | 'header'
  | 'list'
  | 'skipped'
  | 'after'
  | 'done';

/** Lists whose records the header describes. */
const LISTS: ReadonlySet<string> = new Set([
  'nodes',
  'edges',
  'locations',
  'trace_function_infos',
  'trace_tree',
  'samples',
]);

/** Takes the bytes of one list; `read` returns the position after the closing bracket, or −1 when the chunk ends before it. */
export interface ListReader {
  read(bytes: Uint8Array, start: number, end: number, base: number): number;
}

/** Who is told what a snapshot's text consists of. `position` is a byte of the text. */
export interface SnapshotVisitor {
  header(layout: SnapshotLayout, position: number): void;
  /** A reader for the list of this name, or null to pass over it. */
  list(key: string, position: number): ListReader | null;
}

/**
 * Finds the entries of V8's heap snapshot text as it arrives, in chunks of UTF-8 cut anywhere, and hands its lists on. Throws
 * SNAPSHOT_INVALID, with the byte position, from `write` or `end`; after that it is of no more use.
 */
export class SnapshotScanner {
  private place: Place = 'start';
  private key = '';
  private readonly seen = new Set<string>();
  private readonly visitor: SnapshotVisitor;
  private list: ListReader | null = null;
  private text: number[] = [];
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private bytesRead = 0;

  constructor(visitor: SnapshotVisitor) {
    this.visitor = visitor;
  }

  /** Bytes of the chunks before this one. */
  get consumed(): number {
    return this.bytesRead;
  }

  /** Throws SNAPSHOT_INVALID when the text ended early or lacks an entry. */
  end(): void {
    if (this.place !== 'done') {
      const where = this.key === '' ? 'before its first entry' : `in or after its "${this.key}"`;
      throw invalidSnapshot(this.consumed, `it ends there, ${where}; the rest is missing.`);
    }
    if (!['snapshot', 'nodes', 'edges', 'strings'].every((key) => this.seen.has(key))) {
      throw invalidSnapshot(this.consumed, 'it lacks one of "snapshot", "nodes", "edges" and "strings".');
    }
  }

  /** The first `end` bytes of `bytes` are the next chunk. */
  write(bytes: Uint8Array, end: number): void {
    let at = 0;
    while (at < end) at = this.step(bytes, at, end);
    this.bytesRead += end;
  }

  /** Reads one byte, or as much of a list as there is; returns the position of what comes next. */
  private step(bytes: Uint8Array, at: number, end: number): number {
    const byte = bytes[at]!;
    switch (this.place) {
      case 'list':
        return this.readList(bytes, at, end);
      case 'skipped':
        return this.readSkipped(bytes, at, end);
      case 'header':
        this.text.push(byte);
        if (this.text.length > MAX_HEADER_BYTES) this.fail(at, 'its header does not end.');
        if (this.closes(byte)) this.readHeader(at);
        return at + 1;
      case 'key':
        if (byte === 0x22) this.place = 'colon';
        else this.key += String.fromCharCode(byte);
        if (this.key.length > MAX_KEY_BYTES) this.fail(at, 'an entry has a name that does not end.');
        return at + 1;
    }
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    return this.readPunctuation(byte, at) ? at : at + 1;
  }

  /** true when the byte opens a value that reads it again itself. */
  private readPunctuation(byte: number, at: number): boolean {
    switch (this.place) {
      case 'start':
        if (byte !== 0x7b) this.fail(at, 'a heap snapshot starts with "{".');
        this.place = 'first-key';
        return false;
      case 'first-key':
      case 'next-key':
        if (byte === 0x7d && this.place === 'first-key') this.place = 'done';
        else if (byte === 0x22) {
          this.place = 'key';
          this.key = '';
        } else this.fail(at, 'expected the name of an entry.');
        return false;
      case 'colon':
        if (byte !== 0x3a) this.fail(at, `expected ":" after "${this.key}".`);
        this.place = 'value';
        return false;
      case 'value':
        return this.openValue(byte, at);
      case 'after':
        if (byte === 0x2c) this.place = 'next-key';
        else if (byte === 0x7d) this.place = 'done';
        else this.fail(at, 'expected "," or "}" after an entry.');
        return false;
      default:
        this.fail(at, 'there is more text after its end.');
    }
  }

  private openValue(byte: number, at: number): boolean {
    const key = this.key;
    if (this.seen.has(key)) this.fail(at, `it holds "${key}" twice.`);
    this.seen.add(key);
    this.depth = 0;
    this.quoted = false;
    this.escaped = false;
    if (key === 'snapshot') {
      if (byte !== 0x7b) this.fail(at, 'its "snapshot" entry is not an object.');
      this.place = 'header';
      return true;
    }
    if (byte === 0x2c || byte === 0x7d) this.fail(at, `"${key}" has no value.`);
    this.list = this.listFor(key, at);
    this.place = this.list === null ? 'skipped' : 'list';
    if (this.list !== null && byte !== 0x5b) this.fail(at, `its "${key}" entry is not a list.`);
    return this.list === null;
  }

  private listFor(key: string, at: number): ListReader | null {
    if (key === 'strings') return this.visitor.list(key, this.consumed + at);
    if (!LISTS.has(key)) return null;
    if (!this.seen.has('snapshot')) this.fail(at, `"${key}" comes before "snapshot".`);
    return this.visitor.list(key, this.consumed + at);
  }

  private readList(bytes: Uint8Array, at: number, end: number): number {
    const next = this.list!.read(bytes, at, end, this.consumed);
    if (next < 0) return end;
    this.list = null;
    this.place = 'after';
    return next;
  }

  private readHeader(at: number): void {
    const text = new TextDecoder().decode(Uint8Array.from(this.text));
    this.text = [];
    this.visitor.header(readSnapshotLayout(text, this.consumed + at), this.consumed + at);
    this.place = 'after';
  }

  /** Passes over a value that the graph does not need (entries of later formats). */
  private readSkipped(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (this.depth === 0 && !this.quoted && (byte === 0x2c || byte === 0x7d)) {
        this.place = 'after';
        return at;
      }
      if (this.closes(byte)) {
        this.place = 'after';
        return at + 1;
      }
    }
    return end;
  }

  /** Follows quotes and brackets; true at the bracket that closes the value. */
  private closes(byte: number): boolean {
    if (this.quoted) {
      if (this.escaped) this.escaped = false;
      else if (byte === 0x5c) this.escaped = true;
      else if (byte === 0x22) this.quoted = false;
      return false;
    }
    if (byte === 0x22) this.quoted = true;
    else if (byte === 0x7b || byte === 0x5b) this.depth++;
    else if (byte === 0x7d || byte === 0x5d) return --this.depth === 0;
    return false;
  }

  private fail(at: number, sentence: string): never {
    throw invalidSnapshot(this.consumed + at, sentence);
  }
}
