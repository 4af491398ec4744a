import type { InspectorClient } from './inspector-client.ts';

export interface SnapshotTransfer {
  /** From the command to its reply, the service's event loop stood still for most of it. */
  readonly ms: number;
  readonly chunks: number;
  /** UTF-16 code units received. */
  readonly chars: number;
}

/**
 * Streams one heap snapshot, chunk by chunk as V8 writes it (100 KiB on Node 20 and 22, 1 MiB from 24 on). The end is
 * the reply to the command, never silence: chunks stop for seconds while V8 counts. An error thrown by `onChunk`
 * rejects with that error. Afterwards no listener is left. The HeapProfiler is left enabled so that ids persist.
 */
export async function takeSnapshot(
  client: InspectorClient,
  onChunk: (chunk: string) => void,
  timeoutMs: number,
): Promise<SnapshotTransfer> {
  const startedAt = performance.now();
  let chunks = 0;
  let chars = 0;
  let removeListener = (): void => undefined;
  const consumerFailed = new Promise<never>((_, reject) => {
    removeListener = client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
      chunks += 1;
      chars += chunk.length;
      try {
        onChunk(chunk);
      } catch (thrown) {
        // Thrown on, it would surface in the socket's event handler and end leakgate.
        removeListener();
        reject(thrown);
      }
    });
  });
  try {
    await Promise.race([
      client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, timeoutMs),
      consumerFailed,
    ]);
  } finally {
    removeListener();
  }
  return { ms: performance.now() - startedAt, chunks, chars };
}
