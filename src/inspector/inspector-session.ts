import { type EvaluateOptions, evaluate } from './evaluate.ts';
import { callOnHeapObject, type NamedNumber, readNumberAt, readNumbers, readVariable } from './heap-objects.ts';
import { type InspectorClient, type InspectorOptions, openInspector } from './inspector-client.ts';
import type { MemoryReading } from './memory-reading.ts';
import { type OpenConnections, watchConnections } from './open-connections.ts';
import { type PendingTimer, readPendingTimers } from './pending-timers.ts';
import { type PlantedLeak, plantLeak } from './planted-leak.ts';
import { listScripts, readScriptSource, readScriptSourceBetween, type Script } from './script-table.ts';
import { installProbe, type ServiceProbe } from './service-probe.ts';
import { type SettleRecord, settle } from './settle.ts';
import { type SnapshotTransfer, takeSnapshot } from './take-snapshot.ts';
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
  readNumbers(nodeId: number, getters: RegExp): Promise<NamedNumber[]>;
  readNumberAt(nodeId: number, path: readonly string[]): Promise<number | null>;
  readVariable(nodeId: number, path: readonly string[]): Promise<number | null>;
  takeSnapshot(onChunk: (chunk: string) => void): Promise<SnapshotTransfer>;
  collectGarbage(): Promise<void>;
  readMemory(): Promise<Omit<MemoryReading, 'atMs'>>;
  /** HTTP requests that Node's servers of this isolate have taken since it was first asked. */
  countRequests(): Promise<number>;
  /** Lets finalisers and `close` callbacks run. */
  turnEventLoop(): Promise<void>;
  settle(): Promise<SettleRecord>;
  watchSizes(): Promise<WatchedSizes>;
  plantLeak(lastsMs: number): Promise<PlantedLeak>;
  watchConnections(): Promise<OpenConnections>;
  readPendingTimers(): Promise<PendingTimer[]>;
  /** Also between measurements: the debugger is left as it was, off before `scripts` and on after. */
  scriptSource(scriptId: number): Promise<string>;
  /** Takes back what the session put into the service; the client stays open. */
  release(): Promise<void>;
  /** Turns the debugger on at its first call: only after the last measuring snapshot. See `listScripts`. */
  scripts(): Promise<ReadonlyMap<number, Script>>;
}

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
  // Left enabled to the end: after HeapProfiler.disable ids start anew and still overlap numerically.
  await client.send('HeapProfiler.enable');
  return createSession(client, await installProbe(client), options);
}

function createSession(client: InspectorClient, probe: ServiceProbe, options: InspectorOptions): InspectorSession {
  let scripts: Promise<ReadonlyMap<number, Script>> | null = null;
  const collectGarbage = async (): Promise<void> => {
    await client.send('HeapProfiler.collectGarbage', undefined, COLLECTION_TIMEOUT_MS);
  };
  return {
    client,
    closed: client.closed,
    evaluate: (expression, evaluateOptions) => evaluate(client, expression, evaluateOptions),
    callOnHeapObject: (nodeId, functionDeclaration, args) =>
      callOnHeapObject(client, nodeId, functionDeclaration, args),
    readNumbers: (nodeId, getters) => readNumbers(client, nodeId, getters),
    readNumberAt: (nodeId, path) => readNumberAt(client, nodeId, path),
    readVariable: (nodeId, path) => readVariable(client, nodeId, path),
    takeSnapshot: (onChunk) => takeSnapshot(client, onChunk, options.snapshotTimeoutMs ?? SNAPSHOT_TIMEOUT_MS),
    collectGarbage,
    readMemory: probe.readMemory,
    countRequests: probe.countRequests,
    turnEventLoop: probe.turnEventLoop,
    settle: () =>
      settle({
        discardConsoleEntries: async () => {
          await client.send('Runtime.discardConsoleEntries');
        },
        collectGarbage,
        turnEventLoop: probe.turnEventLoop,
        readHeapUsed: probe.readHeapUsed,
      }),
    watchSizes: () => watchSizes(client),
    plantLeak: (lastsMs) => plantLeak(client, lastsMs),
    watchConnections: () => watchConnections(client),
    readPendingTimers: () => readPendingTimers(client),
    scriptSource: (scriptId) =>
      scripts === null ? readScriptSourceBetween(client, scriptId) : readScriptSource(client, scriptId),
    release: () => probe.remove(),
    scripts: () => {
      scripts ??= listScripts(client);
      return scripts;
    },
  };
}
