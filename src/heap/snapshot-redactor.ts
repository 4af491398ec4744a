import { ChunkEncoder } from './chunk-encoder.ts';
import { GraphKernel } from './graph-kernel.ts';
import { NameUsage } from './name-usage.ts';
import { NumberRecords } from './number-records.ts';
import type { SnapshotLayout } from './snapshot-layout.ts';
import { type ListReader, SnapshotScanner, type SnapshotVisitor } from './snapshot-scanner.ts';
import { LONGEST_NAME, StringMask } from './string-mask.ts';

/** What V8 itself calls strings and numbers whose text it does not give. */
const V8_WORDS: readonly string[] = [
  '(concatenated string)',
  '(sliced string)',
  'heap number',
  'smi number',
  'number',
  'bigint',
];

/** A key of a large dictionary that a program, and not its data, could have chosen: no address, token or number. */
const PROGRAMMER_WORD = /^(?!(?:\D*\d){4})[A-Za-z_$][\w$]*$/;

/**
 * Passes V8's heap snapshot text on as it arrives, with the contents of strings replaced by stars. Nodes, edges, ids, sizes
 * and names (of classes, functions, variables, properties) stay byte for byte, so that every tool reads the same graph and
 * an analysis comes to the same paths. What is not known to be a name is replaced.
 *
 * Throws SNAPSHOT_INVALID from `write` or `end`; what was emitted until then holds no contents.
 */
export class SnapshotRedactor implements SnapshotVisitor {
  private readonly emit: (bytes: Uint8Array) => void;
  private readonly scanner = new SnapshotScanner(this);
  private readonly encoder = new ChunkEncoder();
  private layout!: SnapshotLayout;
  private usage!: NameUsage;
  private kernel: GraphKernel | null = null;
  private input = new Uint8Array(0);
  private copied = 0;
  private output = new Uint8Array(0);
  private length = 0;

  /** The bytes handed to `emit` are the caller's to keep. */
  constructor(emit: (bytes: Uint8Array) => void) {
    this.emit = emit;
  }

  write(chunk: string | Uint8Array): void {
    this.encoder.encode(chunk, (bytes, end) => {
      this.input = bytes as Uint8Array<ArrayBuffer>;
      this.copied = 0;
      // Never longer than what came, but for a name that was held back from the chunks before.
      this.output = new Uint8Array(end + 2 * LONGEST_NAME);
      this.length = 0;
      this.scanner.write(bytes, end);
      this.copyTo(end);
      if (this.length > 0) this.emit(this.output.subarray(0, this.length));
    });
  }

  /** Throws SNAPSHOT_INVALID when the text ended early. */
  end(): void {
    this.scanner.end();
  }

  header(layout: SnapshotLayout): void {
    this.layout = layout;
    this.usage = new NameUsage(layout);
    this.kernel = GraphKernel.forNumbers();
  }

  list(key: string): ListReader | null {
    const { layout, usage, kernel } = this;
    if (key === 'nodes')
      return new NumberRecords(layout.node.count, (rows, length) => usage.addNodes(rows, length), kernel);
    if (key === 'edges')
      return new NumberRecords(layout.edge.count, (rows, length) => usage.addEdges(rows, length), kernel, {
        signed: true,
      });
    if (key !== 'strings') return null;
    return new StringMask(
      this,
      (index) => usage.isName(index),
      (index, text) => V8_WORDS.includes(text) || (usage.isDictionaryKey(index) && PROGRAMMER_WORD.test(text)),
    );
  }

  copyTo(end: number): void {
    this.output.set(this.input.subarray(this.copied, end), this.length);
    this.length += end - this.copied;
    this.copied = end;
  }

  skipTo(end: number): void {
    this.copied = end;
  }

  append(byte: number, times: number): void {
    this.output.fill(byte, this.length, this.length + times);
    this.length += times;
  }
}
