import { setTimeout as delay } from 'node:timers/promises';
import { type InspectorClient, type InspectorOptions, openInspector } from './inspector-client.ts';
import { createInspectorSession, createThreadSession, type InspectorSession } from './inspector-session.ts';
import { type MeasuredProcess, MOST_ISOLATES } from './service-session.ts';
import { nameThread, openWorkerThreads } from './worker-threads.ts';

/** Heaps beside those that are measured. Their settled sizes cost no snapshot, and tell whether one is worth its cost. */
export interface WatchedHeaps {
  /** For people, e.g. `thread 2 of pid 4711 (render.js)`. */
  readonly names: readonly string[];
  /** More than the run has time for; these are not read. */
  readonly leftOut: number;
  /** Settled bytes of each, in V8's heap and outside it; null once it has ended or does not answer within 20 s. */
  read(): Promise<(number | null)[]>;
}

export interface BesideOptions extends InspectorOptions {
  /** Whose worker threads are watched. */
  readonly threadsOf: readonly MeasuredProcess[];
  /** Processes that are watched themselves. */
  readonly helpers: readonly MeasuredProcess[];
}

interface Watched {
  readonly name: string;
  readonly session: InspectorSession;
}

const READ_TIMEOUT_MS = 20_000;

/**
 * Opens sessions on the heaps for as long as `body` runs. What cannot be opened has ended, and grows no more. Everything that
 * goes by the ids of a snapshot has to happen in `body`: with the end of any session on a process V8 forgets the ids of its heap
 * (V8HeapProfilerAgentImpl::disable), whichever session they were given in.
 */
export async function withWatchedHeaps<T>(
  { threadsOf, helpers, ...options }: BesideOptions,
  body: (heaps: WatchedHeaps) => Promise<T>,
): Promise<T> {
  const clients: InspectorClient[] = [];
  const watched: Watched[] = [];
  let leftOut = 0;
  const watch = async (name: string, open: () => Promise<InspectorSession>): Promise<void> => {
    if (watched.length >= MOST_ISOLATES) leftOut++;
    else watched.push({ name, session: await open() });
  };
  /** The service's own processes tell their end in the sessions that measure them. */
  const tolerant = async (step: () => Promise<void>): Promise<void> => {
    await step().catch((thrown: unknown) => {
      if (options.signal?.aborted) throw thrown;
    });
  };
  try {
    for (const { inspectorUrl, pid } of threadsOf) {
      await tolerant(async () => {
        const client = await openInspector(inspectorUrl, options);
        clients.push(client);
        const threads = await openWorkerThreads(client);
        clients.push(...threads.map((thread) => thread.client));
        for (const thread of threads)
          await tolerant(() => watch(nameThread(thread, pid), () => createThreadSession(thread.client, options)));
        // Left open, it would meet every thread that a request starts.
        if (threads.length === 0) await client.close();
      });
    }
    for (const { inspectorUrl, name } of helpers) {
      await tolerant(async () => {
        const client = await openInspector(inspectorUrl, options);
        clients.push(client);
        await watch(name, () => createInspectorSession(client, options));
      });
    }
    return await body({ names: watched.map(({ name }) => name), leftOut, read: readerOf(watched, options.signal) });
  } finally {
    for (const { session } of watched) await session.release();
    for (const client of clients.toReversed()) await client.close();
  }
}

/** One that failed once is not asked again: what it adds up to afterwards could not be compared. */
function readerOf(watched: readonly Watched[], signal: AbortSignal | undefined): WatchedHeaps['read'] {
  const ended = new Set<Watched>();
  const readOne = async (each: Watched): Promise<number | null> => {
    if (ended.has(each)) return null;
    const reading = settledBytes(each.session).catch(() => null);
    const bytes = await Promise.race([reading, delay(READ_TIMEOUT_MS, null, { ref: false })]);
    signal?.throwIfAborted();
    if (bytes === null) ended.add(each);
    return bytes;
  };
  return async () => await Promise.all(watched.map(readOne));
}

async function settledBytes(session: InspectorSession): Promise<number> {
  await session.settle();
  const { heapUsed, external } = await session.readMemory();
  return heapUsed + external;
}
