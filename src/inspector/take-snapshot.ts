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
 * the reply to the command, never silence: chunks stop for seconds while V8 counts. Afterwards no listener is left. The
 * HeapProfiler is left enabled so that ids persist.
 *
 * An error thrown by `onChunk` ends the calls to it and is thrown once V8 has sent the rest: chunks carry no number of
 * their snapshot, so the next one could not tell them apart. For the same reason a missed deadline ends the session.
 */
export async function takeSnapshot(
  client: InspectorClient,
  onChunk: (chunk: string) => void,
  timeoutMs: number,
): Promise<SnapshotTransfer> {
  const startedAt = performance.now();
  let chunks = 0;
  let chars = 0;
  let failure: { readonly thrown: unknown } | null = null;
  const removeListener = client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks += 1;
    chars += chunk.length;
    if (failure !== null) return;
    try {
      onChunk(chunk);
    } catch (thrown) {
      // Thrown on, it would surface in the socket's event handler and end leakgate.
      failure = { thrown };
    }
  });
  try {
    await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, timeoutMs);
  } catch (thrown) {
    removeListener();
    await client.close();
    throw thrown;
  }
  removeListener();
  throwFailure(failure);
  return { ms: performance.now() - startedAt, chunks, chars };
}

function throwFailure(failure: { readonly thrown: unknown } | null): void {
  if (failure !== null) throw failure.thrown;
}
