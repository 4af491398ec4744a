/** One reading of the service's memory and handles; `null` is unknown (e.g. /proc on macOS), never 0. */
export interface MemoryReading {
  /** ms since the run began, on leakgate's clock. */
  readonly atMs: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly rss: number;
  /** What the resident memory is made of (`/proc/self/status`): heap and malloc, mapped files, shared memory. */
  readonly rssParts: RssParts | null;
  /** Since leakgate's session began, those included that leakgate forces. */
  readonly garbageCollections: GarbageCollections;
  /** How late the event loop was since the reading before. */
  readonly eventLoopDelay: EventLoopDelay;
  readonly openFileDescriptors: number | null;
  /** Active handles and requests by kind, e.g. `{ TCPSocketWrap: 3, Timeout: 1 }`. */
  readonly activeResources: Readonly<Record<string, number>>;
  readonly nativeContexts: number;
  readonly detachedContexts: number;
  /** Bytes malloc'ed outside the heap as V8 knows them (`v8.getHeapStatistics().malloced_memory`). */
  readonly mallocedMemory: number;
  readonly heapSizeLimit: number;
}

export interface RssParts {
  readonly anonymous: number;
  readonly file: number;
  readonly shared: number;
}

export interface GarbageCollections {
  /** Of the young generation. */
  readonly minor: number;
  /** Of the whole heap. */
  readonly major: number;
  /** Time that they, and incremental marking, stopped the program. */
  readonly ms: number;
}

export interface EventLoopDelay {
  readonly meanMs: number;
  readonly maxMs: number;
}

/** A reading on the run's clock, beside the snapshots. */
export interface TimelineReading extends MemoryReading {
  /** Read after a settle, before a snapshot; else during the run, with garbage that no collection has met yet. */
  readonly settled: boolean;
}
