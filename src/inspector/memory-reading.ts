/** One reading of the service's memory and handles; `null` is unknown (e.g. /proc on macOS), never 0. */
export interface MemoryReading {
  /** ms since the run began, on leakgate's clock. */
  readonly atMs: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly rss: number;
  readonly openFileDescriptors: number | null;
  /** Active handles and requests by kind, e.g. `{ TCPSocketWrap: 3, Timeout: 1 }`. */
  readonly activeResources: Readonly<Record<string, number>>;
  readonly nativeContexts: number;
  readonly detachedContexts: number;
  /** Bytes malloc'ed outside the heap as V8 knows them (`v8.getHeapStatistics().malloced_memory`). */
  readonly mallocedMemory: number;
  readonly heapSizeLimit: number;
}
