import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import { type InspectorClient, openInspector } from '../inspector/inspector-client.ts';
import { type ProcessFacts, readProcessFacts } from '../inspector/process-facts.ts';
import { openWorkerThreads } from '../inspector/worker-threads.ts';
import { describePlace, listensAt, type ServicePlace } from './service-place.ts';

/** A Node process that announced an inspector and answered through it. */
export interface NodeProcess {
  readonly facts: ProcessFacts;
  readonly inspectorUrl: string;
}

export interface FoundService {
  /** The one that stands for the service. */
  readonly chosen: NodeProcess;
  /** Those that answer requests, `chosen` first: several with cluster. */
  readonly serving: readonly NodeProcess[];
  /** All that listen where the service is reached, primaries that only hand on included. */
  readonly owners: readonly NodeProcess[];
  /** All that answered, wrappers and helpers included. */
  readonly candidates: readonly NodeProcess[];
  /** The server lives in a worker thread of `chosen`. */
  readonly servedByThread: boolean;
  /** Workers of a cluster that opened no inspector: they take requests and cannot be measured. */
  readonly silentWorkers: number;
}

export interface FindOptions {
  /** Asked again each time: processes announce themselves while the search runs. */
  readonly inspectorUrls: () => ReadonlySet<string>;
  readonly place: ServicePlace;
  readonly timeoutMs: number;
  /** Called once when nobody owns the place: opens further inspectors, e.g. of processes that were started without one. */
  readonly wake?: (known: ReadonlySet<number>) => Promise<readonly string[]>;
  /** Asks cluster workers to open the inspector that they have not opened; their announcements come as others do. */
  readonly openAgain?: (pids: readonly number[]) => void;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
/** A process that is about to announce itself is not to be woken. */
const WAKE_AFTER_MS = 600;

/**
 * Finds the processes that serve at the service's place by asking every candidate, through its own inspector, where it
 * listens: the same on every platform, and no announcement is believed. Asks again until `timeoutMs` has passed (the ready
 * URL may be on another port and answer first), and until all workers of a cluster have come. PROCESS_NOT_FOUND with what
 * was seen.
 */
export async function findServiceProcess(options: FindOptions): Promise<FoundService> {
  const { place, signal } = options;
  // A session each listens to it, and a cluster has many.
  setMaxListeners(0, signal);
  let beganMs = performance.now();
  const woken: string[] = [];
  let hasWoken = false;
  let workersBefore = 0;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const candidates = await askAll([...new Set([...options.inspectorUrls(), ...woken])], signal);
    const owners = candidates.filter(({ facts }) => listensAt(facts, place));
    const serving = servingOf(owners);
    const isLate = performance.now() - beganMs + pauseMs > options.timeoutMs;
    const [chosen] = serving;
    const silent = silentWorkers(serving, candidates);
    if (chosen !== undefined && (isLate || isWhole(serving, candidates, workersBefore))) {
      return { chosen, serving, owners, candidates, servedByThread: false, silentWorkers: silent.length };
    }
    workersBefore = serving.length;
    if (silent.length > 0 && performance.now() - beganMs > WAKE_AFTER_MS) options.openAgain?.(silent);
    if (chosen === undefined && !hasWoken && (isLate || performance.now() - beganMs > WAKE_AFTER_MS)) {
      hasWoken = true;
      const byThread = await findServingThread(candidates, place, signal);
      if (byThread !== null) {
        return {
          chosen: byThread,
          serving: [byThread],
          owners: [byThread],
          candidates,
          servedByThread: true,
          silentWorkers: 0,
        };
      }
      woken.push(...((await options.wake?.(new Set(candidates.map(({ facts }) => facts.pid)))) ?? []));
      // Waking takes a second each; they are to be asked as patiently as others.
      if (woken.length > 0) {
        beganMs = performance.now();
        continue;
      }
    }
    if (isLate) throw notFound(place, candidates);
    await delay(pauseMs, undefined, { signal }).catch(() => {
      throw describeCancellation(signal);
    });
  }
}

/**
 * Of several owners of one port the children win over their parents: a cluster's primary only hands connections on, its
 * workers answer. Among siblings the first started comes first (lowest pid), so that runs agree.
 */
export function servingOf(owners: readonly NodeProcess[]): NodeProcess[] {
  const parents = new Set(owners.map(({ facts }) => facts.parentPid));
  const leaves = owners.filter(({ facts }) => !parents.has(facts.pid));
  return (leaves.length > 0 ? leaves : owners.slice(0, 1)).toSorted((a, b) => a.facts.pid - b.facts.pid);
}

/** Workers of a cluster come one after the other: whole when all that were forked serve, twice in a row. */
function isWhole(serving: readonly NodeProcess[], candidates: readonly NodeProcess[], workersBefore: number): boolean {
  if (serving.every(({ facts }) => facts.clusterWorkerId === null)) return true;
  const parents = new Set(serving.map(({ facts }) => facts.parentPid));
  const primaries = candidates.filter(({ facts }) => parents.has(facts.pid));
  // One that is too busy to answer says nothing of its workers.
  if (primaries.length < parents.size) return false;
  const forked = primaries.reduce((sum, { facts }) => sum + facts.clusterWorkers.length, 0);
  return serving.length >= forked && serving.length === workersBefore;
}

/**
 * Pids of the workers that answered through no inspector. A primary gives its workers the ports after its own
 * (lib/internal/cluster/primary.js), and a worker that finds its port in use runs on without.
 */
function silentWorkers(serving: readonly NodeProcess[], candidates: readonly NodeProcess[]): number[] {
  const parents = new Set(serving.map(({ facts }) => facts.parentPid));
  const answered = new Set(candidates.map(({ facts }) => facts.pid));
  const forked = candidates.flatMap(({ facts }) => (parents.has(facts.pid) ? facts.clusterWorkers : []));
  return forked.filter((pid) => !answered.has(pid));
}

/** Those that do not answer are left out: a wrapper that has ended, or a line that somebody made up. */
async function askAll(urls: readonly string[], signal: AbortSignal): Promise<NodeProcess[]> {
  const asked = await Promise.all(
    urls.map(async (inspectorUrl) => {
      try {
        return { facts: await askProcess(inspectorUrl, signal), inspectorUrl };
      } catch {
        if (signal.aborted) throw describeCancellation(signal);
        return null;
      }
    }),
  );
  return asked.filter((answer) => answer !== null);
}

/** Opens a session just for the question. The walk over a heap of gigabytes takes seconds. */
export async function askProcess(inspectorUrl: string, signal: AbortSignal): Promise<ProcessFacts> {
  return await withQuestions(inspectorUrl, signal, readProcessFacts);
}

/** Opens a session just for questions. */
export async function withQuestions<T>(
  inspectorUrl: string,
  signal: AbortSignal,
  ask: (client: InspectorClient) => Promise<T>,
): Promise<T> {
  const client = await openInspector(inspectorUrl, { signal, connectTimeoutMs: 2000, commandTimeoutMs: 15_000 });
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}

/** The process of which a worker thread listens there; a thread answers for itself alone. */
async function findServingThread(
  candidates: readonly NodeProcess[],
  place: ServicePlace,
  signal: AbortSignal,
): Promise<NodeProcess | null> {
  for (const candidate of candidates) {
    const isServing = await withQuestions(candidate.inspectorUrl, signal, async (client) => {
      for (const thread of await openWorkerThreads(client)) {
        if (listensAt(await readProcessFacts(thread.client), place)) return true;
      }
      return false;
    }).catch(() => false);
    if (signal.aborted) throw describeCancellation(signal);
    if (isServing) return candidate;
  }
  return null;
}

function notFound(place: ServicePlace, candidates: readonly NodeProcess[]): GateError {
  const where = describePlace(place);
  const sentence = `${where.charAt(0).toUpperCase()}${where.slice(1)} answers, but no Node process that the start command brought up listens on it.`;
  if (candidates.length === 0) {
    return new GateError('PROCESS_NOT_FOUND', `${sentence} No process announced an inspector.`, {
      hint: 'The service has to run on Node and inherit NODE_OPTIONS; for one in a container or behind another starter, open its inspector yourself and use attach.',
    });
  }
  const seen = candidates.map(({ facts }) => describeProcess(facts)).join('; ');
  return new GateError('PROCESS_NOT_FOUND', `${sentence} Seen: ${seen}.`, {
    hint: 'Check that url names the port of the service itself, not of a proxy before it; for a server in native code, or behind another starter, use attach.',
  });
}

/** e.g. `pid 4711 (server.js --verbose) on port 3000, 9464`. What a process says of itself is cut and made printable. */
export function describeProcess(facts: ProcessFacts): string {
  const commandLine = (facts.argv.join(' ') || facts.title).replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 80);
  const places = facts.listensOn.map((address) => (address.kind === 'port' ? `port ${address.port}` : address.path));
  return `pid ${facts.pid} (${commandLine}) listening on ${places.length === 0 ? 'nothing' : [...new Set(places)].join(', ')}`;
}

/** A short name in reports: `worker 2 (pid 4711)`, `server.js (pid 4711)`. */
export function nameProcess({ facts }: NodeProcess): string {
  const script = (facts.argv[0] ?? facts.title)
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  const name = facts.clusterWorkerId === null ? script.slice(0, 60) : `worker ${facts.clusterWorkerId}`;
  return `${name} (pid ${facts.pid})`;
}
