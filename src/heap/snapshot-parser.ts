import { buildTrace, TraceLists } from './allocation-trace.ts';
import { StringCollector } from './byte-string-table.ts';
import { ChunkEncoder } from './chunk-encoder.ts';
import { GraphBuilder } from './graph-builder.ts';
import { GraphKernel, type KernelMemory } from './graph-kernel.ts';
import type { HeapGraph } from './heap-graph.ts';
import { NumberRecords, type RecordSink } from './number-records.ts';
import type { SnapshotLayout } from './snapshot-layout.ts';
import { type ListReader, SnapshotScanner, type SnapshotVisitor } from './snapshot-scanner.ts';
import { TraceTreeReader } from './trace-tree-reader.ts';

/** Nodes and edges of a snapshot below which loading the kernel takes longer than it saves. */
const WORTH_A_KERNEL = 20_000;

/** The header comes with these, and a graph that is not worth a kernel. */
const FIRST_ROOM_BYTES = 1 << 16;

export interface ParserOptions {
  /** Where the graph goes, in place of the one that was read into it before. */
  readonly memory?: KernelMemory;
  /** Snapshots of that many nodes and edges are read and analysed by WebAssembly, smaller ones by JavaScript. */
  readonly kernelFrom?: number;
}

/**
 * Reads V8's heap snapshot text as it arrives, in chunks cut anywhere (strings as the inspector sends them, or UTF-8
 * bytes), into a graph of typed columns. The joined text is never held. Fields are found by `snapshot.meta`, so that the
 * formats of Node 20 to 26 and of other producers are read alike.
 *
 * Throws SNAPSHOT_INVALID, with the byte position, from `write` or `end`; after that the parser is of no more use.
 */
export class SnapshotParser implements SnapshotVisitor {
  private readonly scanner = new SnapshotScanner(this);
  private readonly encoder = new ChunkEncoder();
  private readonly strings = new StringCollector();
  private readonly traceLists = new TraceLists();
  private layout!: SnapshotLayout;
  private builder!: GraphBuilder;
  private kernel: GraphKernel | null = null;
  private readonly kernelFrom: number;
  private readonly memory: KernelMemory | undefined;
  private readonly firstRoom = new Uint8Array(FIRST_ROOM_BYTES);

  constructor(options: ParserOptions = {}) {
    this.kernelFrom = options.kernelFrom ?? WORTH_A_KERNEL;
    this.memory = options.memory;
  }

  /** Where the next chunk of bytes is best put by those who can choose: from here it is read without a copy. Changes from chunk to chunk. */
  get room(): Uint8Array {
    return this.kernel?.input ?? this.firstRoom;
  }

  write(chunk: string | Uint8Array): void {
    this.encoder.encode(chunk, (bytes, end) => this.scanner.write(bytes, end));
  }

  /** Throws SNAPSHOT_INVALID when the text ended early or its lists do not hold what the header announced. */
  end(): HeapGraph {
    this.scanner.end();
    this.builder.position = this.scanner.consumed;
    const graph = this.builder.build(this.strings.finish());
    const { trace } = this.layout;
    if (trace === null) return graph;
    const { traceNodeIds } = this.builder;
    const allocations = buildTrace(trace, this.traceLists, traceNodeIds, graph.strings, this.scanner.consumed);
    return { ...graph, allocations };
  }

  header(layout: SnapshotLayout, position: number): void {
    this.layout = layout;
    const { nodeCount, edgeCount } = layout;
    if (nodeCount + edgeCount >= this.kernelFrom) this.kernel = GraphKernel.for(nodeCount, edgeCount, this.memory);
    this.builder = new GraphBuilder(layout, this.kernel, position);
    this.strings.use(this.kernel);
  }

  list(key: string): ListReader | null {
    if (key === 'strings') return this.strings;
    const { layout, builder, kernel } = this;
    if (key === 'nodes') {
      return this.placed(new NumberRecords(layout.node.count, (...block) => builder.addNodes(...block), kernel));
    }
    if (key === 'edges') {
      const addEdges: RecordSink = (...block) => builder.addEdges(...block);
      return this.placed(new NumberRecords(layout.edge.count, addEdges, kernel, { signed: true }));
    }
    if (key !== 'locations') return this.traceList(key);
    if (layout.location === null) return null;
    return this.placed(new NumberRecords(layout.location.count, (...block) => builder.addLocations(...block), kernel));
  }

  private traceList(key: string): ListReader | null {
    const { trace } = this.layout;
    const { tree, functions, samples } = this.traceLists;
    if (trace === null) return null;
    if (key === 'trace_tree') return new TraceTreeReader(tree);
    const [rows, fields] = key === 'samples' ? [samples, trace.sample.count] : [functions, trace.function.count];
    return new NumberRecords(fields, (...block) => rows.add(...block), this.kernel);
  }

  /** Tells the builder where each chunk begins, for its messages. */
  private placed(records: NumberRecords): ListReader {
    return {
      read: (bytes, start, end, base) => {
        this.builder.position = base + start;
        return records.read(bytes, start, end, base);
      },
    };
  }
}

/** Reads a whole snapshot from chunks that arrive one by one. Throws SNAPSHOT_INVALID; errors of the source pass. */
export async function parseSnapshot(
  source: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<HeapGraph> {
  const parser = new SnapshotParser();
  for await (const chunk of source) parser.write(chunk);
  return parser.end();
}
