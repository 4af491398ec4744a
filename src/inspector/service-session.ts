import { GateError } from '../errors.ts';
import { idIn, isolateOf, ownId } from '../isolate-id.ts';
import { type InspectorClient, type InspectorOptions, openInspector } from './inspector-client.ts';
import { createInspectorSession, createThreadSession, type InspectorSession } from './inspector-session.ts';
import type { MemoryReading, RssParts } from './memory-reading.ts';
import type { OpenConnections } from './open-connections.ts';
import type { WaitingTimer } from './pending-timers.ts';
import type { PlantedLeak } from './planted-leak.ts';
import type { Script } from './script-table.ts';
import type { SettleRecord } from './settle.ts';
import type { WatchedSizes } from './watched-sizes.ts';
import { nameThread, openWorkerThreads } from './worker-threads.ts';

/** A process to measure. */
export interface MeasuredProcess {
  readonly inspectorUrl: string;
  readonly pid: number;
  /** For people, e.g. `worker 2, pid 4711`. */
  readonly name: string;
  /** Requests come in here; else it works for those that serve. */
  readonly serves: boolean;
}

/** A heap that is measured: of a process, or of a worker thread in one. */
export interface Isolate {
  readonly name: string;
  readonly pid: number;
  /** Where the process counts its descriptors and its RSS: once, however many threads it has. */
  readonly isThread: boolean;
  /** Its process takes requests. */
  readonly serves: boolean;
  readonly session: InspectorSession;
}

/**
 * The sessions that measure a service, one an isolate; mostly there is one. Readings are sums over the isolates; of event loop
 * delays the worst. Node and
 * script ids are those of the run, see `isolate-id.ts`.
 */
export interface ServiceSession {
  readonly isolates: readonly Isolate[];
  /** The isolate that an id belongs to. */
  sessionOf(id: number): InspectorSession;
  collectGarbage(): Promise<void>;
  readMemory(): Promise<Omit<MemoryReading, 'atMs'>>;
  /** Descriptors that one process may have open at once, the least of them; null: not known of each. */
  readOpenFileLimit(): Promise<number | null>;
  /** By isolate, HTTP requests taken since it was first asked; empty for a service of one isolate. */
  countRequests(): Promise<number[]>;
  settle(): Promise<SettleRecord>;
  watchSizes(): Promise<WatchedSizes>;
  /** Lets finalisers and `close` callbacks run. */
  turnEventLoop(): Promise<void>;
  plantLeak(lastsMs: number): Promise<PlantedLeak>;
  watchConnections(): Promise<OpenConnections>;
  readPendingTimers(): Promise<WaitingTimer[]>;
  /** A script's text by the run's id. Between measurements: see `readScriptSource`. */
  scriptSource(scriptId: number): Promise<string>;
  /** Turns the debugger on in every isolate at its first call: only after the last measuring snapshot. */
  scripts(): Promise<ReadonlyMap<number, Script>>;
  /** Turns it off again. */
  endDebugging(): Promise<void>;
}

export interface ServiceSessionOptions extends InspectorOptions {
  /** Measure the worker threads of each process, too. */
  readonly workerThreads: boolean;
}

/** More workers would take longer than the run may; the rest is left out and told. */
export const MOST_ISOLATES = 16;

/** Opens the sessions for as long as `body` runs; all are closed afterwards, whatever happens. `leftOut`: beyond 16. */
export async function withServiceSession<T>(
  processes: readonly MeasuredProcess[],
  options: ServiceSessionOptions,
  body: (session: ServiceSession, leftOut: number) => Promise<T>,
): Promise<T> {
  const clients: InspectorClient[] = [];
  const isolates: Isolate[] = [];
  try {
    let leftOut = Math.max(0, processes.length - MOST_ISOLATES);
    for (const { inspectorUrl, pid, name, serves } of processes.slice(0, MOST_ISOLATES)) {
      const client = await openInspector(inspectorUrl, options);
      clients.push(client);
      isolates.push({ name, pid, isThread: false, serves, session: await createInspectorSession(client, options) });
      const threads = options.workerThreads ? await openWorkerThreads(client) : [];
      for (const thread of threads) {
        clients.push(thread.client);
        if (isolates.length >= MOST_ISOLATES) {
          leftOut++;
          continue;
        }
        const session = await createThreadSession(thread.client, options);
        isolates.push({ name: nameThread(thread, pid), pid, isThread: true, serves, session });
      }
    }
    return await body(joinIsolates(isolates), leftOut);
  } finally {
    for (const { session } of isolates) await session.release();
    for (const client of clients.toReversed()) await client.close();
  }
}

/** One session of several. */
export function joinIsolates(isolates: readonly Isolate[]): ServiceSession {
  const each = <T>(ask: (session: InspectorSession) => Promise<T>): Promise<T[]> =>
    Promise.all(isolates.map(({ session }) => ask(session)));
  let scripts: Promise<ReadonlyMap<number, Script>> | null = null;
  const sessionOf = (id: number): InspectorSession => {
    const isolate = isolates[isolateOf(id)];
    if (isolate === undefined) throw new GateError('INTERNAL', `Id ${id} belongs to no isolate that is measured.`);
    return isolate.session;
  };
  return {
    isolates,
    sessionOf,
    scriptSource: (scriptId) => sessionOf(scriptId).scriptSource(ownId(scriptId)),
    collectGarbage: async () => void (await each((session) => session.collectGarbage())),
    readMemory: async () => addReadings(await each((session) => session.readMemory()), isolates),
    readOpenFileLimit: async () => {
      const limits = await each((session) => session.readOpenFileLimit());
      return limits.reduce((least, limit) => (least === null || limit === null ? null : Math.min(least, limit)));
    },
    countRequests: async () => (isolates.length > 1 ? await each((session) => session.countRequests()) : []),
    settle: async () => joinSettles(await each((session) => session.settle())),
    watchSizes: async () => joinWatched(await each((session) => session.watchSizes())),
    turnEventLoop: async () => void (await each((session) => session.turnEventLoop())),
    plantLeak: async (lastsMs) => joinPlanted(await each((session) => session.plantLeak(lastsMs))),
    watchConnections: async () => {
      const parts = await each((session) => session.watchConnections());
      return {
        count: async () =>
          (await Promise.all(parts.map((part) => part.count()))).reduce((sum, count) => sum + count, 0),
      };
    },
    readPendingTimers: async () => (await each((session) => session.readPendingTimers())).flat(),
    scripts: () => {
      scripts ??= each((session) => session.scripts()).then((tables) => joinScripts(tables));
      return scripts;
    },
    endDebugging: async () => {
      scripts = null;
      await each((session) => session.endDebugging());
    },
  };
}

type Reading = Omit<MemoryReading, 'atMs'>;

function addReadings(readings: readonly Reading[], isolates: readonly Isolate[]): Reading {
  const [first, ...others] = readings;
  return others.reduce((sum, reading, i) => addReading(sum, reading, isolates[i + 1]!.isThread), first!);
}

function addReading(a: Reading, b: Reading, isThread: boolean): Reading {
  const activeResources = { ...a.activeResources };
  for (const [kind, count] of Object.entries(b.activeResources))
    activeResources[kind] = (activeResources[kind] ?? 0) + count;
  const ofProcess = isThread
    ? { rss: a.rss, rssParts: a.rssParts, openFileDescriptors: a.openFileDescriptors }
    : {
        rss: a.rss + b.rss,
        rssParts: addRssParts(a.rssParts, b.rssParts),
        openFileDescriptors: addOrNull(a.openFileDescriptors, b.openFileDescriptors),
      };
  return {
    ...ofProcess,
    activeResources,
    garbageCollections: {
      minor: a.garbageCollections.minor + b.garbageCollections.minor,
      major: a.garbageCollections.major + b.garbageCollections.major,
      ms: a.garbageCollections.ms + b.garbageCollections.ms,
    },
    eventLoopDelay: {
      meanMs: Math.max(a.eventLoopDelay.meanMs, b.eventLoopDelay.meanMs),
      maxMs: Math.max(a.eventLoopDelay.maxMs, b.eventLoopDelay.maxMs),
    },
    heapUsed: a.heapUsed + b.heapUsed,
    heapTotal: a.heapTotal + b.heapTotal,
    external: a.external + b.external,
    arrayBuffers: a.arrayBuffers + b.arrayBuffers,
    nativeContexts: a.nativeContexts + b.nativeContexts,
    detachedContexts: a.detachedContexts + b.detachedContexts,
    mallocedMemory: a.mallocedMemory + b.mallocedMemory,
    heapSizeLimit: a.heapSizeLimit + b.heapSizeLimit,
  };
}

function addRssParts(a: RssParts | null, b: RssParts | null): RssParts | null {
  if (a === null || b === null) return null;
  return { anonymous: a.anonymous + b.anonymous, file: a.file + b.file, shared: a.shared + b.shared };
}

function addOrNull(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function joinSettles(records: readonly SettleRecord[]): SettleRecord {
  return {
    settled: records.every(({ settled }) => settled),
    collections: Math.max(...records.map(({ collections }) => collections)),
    durationMs: Math.max(...records.map(({ durationMs }) => durationMs)),
  };
}

function joinPlanted(parts: readonly PlantedLeak[]): PlantedLeak {
  return {
    servers: parts.reduce((sum, { servers }) => sum + servers, 0),
    count: async () => sum(await Promise.all(parts.map((part) => part.count()))),
    remove: async () => sum(await Promise.all(parts.map((part) => part.remove()))),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function joinWatched(parts: readonly WatchedSizes[]): WatchedSizes {
  let counts: readonly number[] | null = null;
  const readEach = async (): Promise<number[][]> => {
    const sizes = await Promise.all(parts.map((part) => part.read()));
    counts = sizes.map((row) => row.length);
    return sizes;
  };
  return {
    read: async () => (await readEach()).flat(),
    nodeIdOf: async (index) => {
      counts ??= (await readEach()).map((row) => row.length);
      let own = index;
      for (const [isolate, count] of counts.entries()) {
        if (own >= count) own -= count;
        else {
          const id = await parts[isolate]!.nodeIdOf(own);
          return id === null ? null : idIn(isolate, id);
        }
      }
      return null;
    },
  };
}

function joinScripts(tables: readonly ReadonlyMap<number, Script>[]): ReadonlyMap<number, Script> {
  if (tables.length === 1) return tables[0]!;
  return new Map(tables.flatMap((table, isolate) => [...table].map(([id, script]) => [idIn(isolate, id), script])));
}
