import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { OBJECT_GROUP } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import type { HeapAccess } from './inspector-session.ts';
import type { ServiceProbe } from './service-probe.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { instancesOf } from './watched-sizes.ts';

/** A thread that turns its loop does so at once when it has nothing to do. */
const TURN_MS = 1000;
/** Longer than any run: the answer comes when the thread's loop turns again, or never. */
const UNANSWERED_MS = 24 * 3600 * 1000;

/**
 * The heap of a worker thread, whether its event loop turns or not. A thread of a pool waits for its next task in
 * `Atomics.wait` (piscina's default), where no task of V8's runs, and V8 collects garbage for an inspector and writes its
 * snapshots in tasks (V8HeapProfilerAgentImpl, src/inspector/v8-heap-profiler-agent-impl.cc). What it does in an interrupt is done there, too
 * (StackGuard::RequestInterrupt ends the wait for it): evaluating, and looking for objects, for which all garbage is collected first.
 */
export function threadHeap(client: InspectorClient, probe: ServiceProbe, snapshotTimeoutMs: number): HeapAccess {
  let turning: Promise<true> | null = null;
  /** Asks, and waits, anew only once the thread has answered: each question is an object of its own in its heap. */
  const turns = async (): Promise<boolean> => {
    if (turning !== null) return false;
    turning = probe.turnEventLoop(UNANSWERED_MS).then(() => {
      turning = null;
      return true;
    });
    turning.catch(() => undefined);
    return await Promise.race([turning, delay(TURN_MS, false, { ref: false })]);
  };
  return {
    collectGarbage: async () => {
      await instancesOf(client, '(class {}).prototype');
      await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
    },
    turnEventLoop: async () => void (await turns()),
    takeSnapshot: async (onChunk) =>
      (await turns())
        ? await takeSnapshot(client, onChunk, snapshotTimeoutMs)
        : await writeSnapshot(client, onChunk, snapshotTimeoutMs),
  };
}

/**
 * Has the thread write its snapshot into a file that only this user can read, gone as soon as it was read. INSPECTOR_FAILED where
 * the thread's files are not leakgate's.
 */
async function writeSnapshot(
  client: InspectorClient,
  onChunk: (chunk: string) => void,
  timeoutMs: number,
): ReturnType<HeapAccess['takeSnapshot']> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'leakgate-thread-'));
  const file = join(folder, 'thread.heapsnapshot');
  try {
    const expression = `require('node:v8').writeHeapSnapshot(${JSON.stringify(file)})`;
    const command = { expression, includeCommandLineAPI: true, objectGroup: OBJECT_GROUP, silent: true };
    const { exceptionDetails } = await client.send('Runtime.evaluate', command, timeoutMs);
    if (exceptionDetails !== undefined) throw unreadable(exceptionDetails.exception?.description);
    let chunks = 0;
    let chars = 0;
    for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
      chunks += 1;
      chars += chunk.length;
      onChunk(chunk);
    }
    return { ms: performance.now() - startedAt, chunks, chars };
  } catch (thrown) {
    if (thrown instanceof GateError) throw thrown;
    throw unreadable(thrown instanceof Error ? thrown.message : String(thrown));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function unreadable(why: string | undefined): GateError {
  return new GateError(
    'INSPECTOR_FAILED',
    `A worker thread whose event loop stands still has to write its snapshot into a file, and that failed: ${(why ?? 'unknown').split('\n', 1)[0]}.`,
    {
      hint: 'Let the service use the temporary folder of leakgate, or let its threads wait for tasks without Atomics.wait.',
    },
  );
}
