import { type EvaluateOptions, evaluate } from './evaluate.ts';
import { callOnHeapObject, type HeldObject, holdHeapObject } from './heap-objects.ts';
import { type InspectorClient, type InspectorOptions, openInspector } from './inspector-client.ts';
import { type LiveNumbers, liveNumbers } from './live-numbers.ts';
import type { MemoryReading } from './memory-reading.ts';
import { type OpenConnections, watchConnections } from './open-connections.ts';
import { readPendingTimers, type WaitingTimer } from './pending-timers.ts';
import { type PlantedLeak, plantLeak } from './planted-leak.ts';
import {
  type Debugging,
  noteLineEnds,
  readScriptSource,
  readScriptSourceBetween,
  type Script,
  startDebugging,
} from './script-table.ts';
import { installProbe, type ServiceProbe } from './service-probe.ts';
import { type SettleRecord, settle } from './settle.ts';
import { type SnapshotTransfer, takeSnapshot } from './take-snapshot.ts';
import { threadHeap } from './thread-heap.ts';
import { type WatchedSizes, watchSizes } from './watched-sizes.ts';

/**
 * The one session that measures a service. Node ids are those of this session: they persist between its snapshots and
 * mean nothing in any other. Every method rejects with INSPECTOR_FAILED as soon as the session is gone, or with what
 * the signal carries once it is aborted.
 */
export interface InspectorSession {
  /** The layer below, for breakpoints and the like; by command name. */
  readonly client: InspectorClient;
  /** Resolves with the reason when the session ends, whoever ended it. */
  readonly closed: Promise<string>;
  evaluate<T>(expression: string, options?: EvaluateOptions): Promise<T>;
  callOnHeapObject<T>(nodeId: number, functionDeclaration: string, args?: readonly unknown[]): Promise<T>;
  hold(nodeId: number): Promise<HeldObject>;
  /** Holds what it looks up until it is released. */
  liveNumbers(): LiveNumbers;
  takeSnapshot(onChunk: (chunk: string) => void): Promise<SnapshotTransfer>;
  collectGarbage(): Promise<void>;
  readMemory(): Promise<Omit<MemoryReading, 'atMs'>>;
  /** Descriptors that the process may have open at once; null: not known, or as many as it likes. */
  readOpenFileLimit(): Promise<number | null>;
  /** HTTP requests that Node's servers of this isolate have taken since it was first asked. */
  countRequests(): Promise<number>;
  /** Lets finalisers and `close` callbacks run. */
  turnEventLoop(): Promise<void>;
  settle(): Promise<SettleRecord>;
  watchSizes(): Promise<WatchedSizes>;
  plantLeak(lastsMs: number): Promise<PlantedLeak>;
  watchConnections(): Promise<OpenConnections>;
  readPendingTimers(): Promise<WaitingTimer[]>;
  /** Also between measurements: the debugger is left as it was, off before `scripts` and on until `endDebugging`. */
  scriptSource(scriptId: number): Promise<string>;
  /** Takes back what the session put into the service; the client stays open. */
  release(): Promise<void>;
  /** Turns the debugger on: only after the last measuring snapshot. See `startDebugging`. */
  scripts(): Promise<ReadonlyMap<number, Script>>;
  /** Turns it off again: while it is on, V8 announces each evaluation as a new script. */
  endDebugging(): Promise<void>;
}

/** How garbage is collected and the heap written: differs between processes and worker threads. */
export type HeapAccess = Pick<InspectorSession, 'collectGarbage' | 'turnEventLoop' | 'takeSnapshot'>;

/** A full collection of a 2 GB heap stands still for seconds on a busy machine. */
const COLLECTION_TIMEOUT_MS = 60_000;
const SNAPSHOT_TIMEOUT_MS = 300_000;

/** Opens a session on `url` for as long as `body` runs; closed also when the body throws or the signal aborts. */
export async function withInspector<T>(
  url: string,
  options: InspectorOptions,
  body: (session: InspectorSession) => Promise<T>,
): Promise<T> {
  const client = await openInspector(url, options);
  try {
    const session = await createInspectorSession(client, options);
    try {
      return await body(session);
    } finally {
      await session.release();
    }
  } finally {
    await client.close();
  }
}

/** A measuring session on a client; the caller releases it and closes the client. */
export async function createInspectorSession(
  client: InspectorClient,
  options: InspectorOptions,
): Promise<InspectorSession> {
  return await createSession(client, options, processHeap);
}

/** The same on the client of a worker thread, which may stand still between its tasks. */
export async function createThreadSession(
  client: InspectorClient,
  options: InspectorOptions,
): Promise<InspectorSession> {
  return await createSession(client, options, threadHeap);
}

function processHeap(client: InspectorClient, probe: ServiceProbe, snapshotTimeoutMs: number): HeapAccess {
  return {
    collectGarbage: async () => {
      await client.send('HeapProfiler.collectGarbage', undefined, COLLECTION_TIMEOUT_MS);
    },
    turnEventLoop: () => probe.turnEventLoop(),
    takeSnapshot: (onChunk) => takeSnapshot(client, onChunk, snapshotTimeoutMs),
  };
}

async function createSession(
  client: InspectorClient,
  { snapshotTimeoutMs = SNAPSHOT_TIMEOUT_MS }: InspectorOptions,
  accessTo: typeof processHeap,
): Promise<InspectorSession> {
  // Left enabled to the end: after HeapProfiler.disable ids start anew and still overlap numerically.
  await client.send('HeapProfiler.enable');
  const probe = await installProbe(client);
  const heap = accessTo(client, probe, snapshotTimeoutMs);
  let debugging: Promise<Debugging> | null = null;
  let noted: Promise<void> | null = null;
  return {
    client,
    closed: client.closed,
    evaluate: (expression, evaluateOptions) => evaluate(client, expression, evaluateOptions),
    callOnHeapObject: (nodeId, functionDeclaration, args) =>
      callOnHeapObject(client, nodeId, functionDeclaration, args),
    hold: (nodeId) => holdHeapObject(client, nodeId),
    liveNumbers: () => liveNumbers(client),
    takeSnapshot: async (onChunk) => {
      noted ??= noteLineEnds(client);
      await noted;
      return await heap.takeSnapshot(onChunk);
    },
    collectGarbage: heap.collectGarbage,
    readMemory: probe.readMemory,
    readOpenFileLimit: probe.readOpenFileLimit,
    countRequests: probe.countRequests,
    turnEventLoop: heap.turnEventLoop,
    settle: () =>
      settle({
        discardConsoleEntries: async () => {
          await client.send('Runtime.discardConsoleEntries');
        },
        collectGarbage: heap.collectGarbage,
        turnEventLoop: heap.turnEventLoop,
        readHeapUsed: probe.readHeapUsed,
      }),
    watchSizes: () => watchSizes(client),
    plantLeak: (lastsMs) => plantLeak(client, lastsMs),
    watchConnections: () => watchConnections(client),
    readPendingTimers: () => readPendingTimers(client),
    scriptSource: (scriptId) =>
      debugging === null ? readScriptSourceBetween(client, scriptId) : readScriptSource(client, scriptId),
    release: () => probe.remove(),
    scripts: async () => {
      debugging ??= startDebugging(client);
      return (await debugging).scripts;
    },
    endDebugging: async () => {
      const started = debugging;
      debugging = null;
      await (await started)?.end();
    },
  };
}
