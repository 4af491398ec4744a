import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import { openInspector } from '../inspector/inspector-client.ts';
import { type ProcessFacts, readProcessFacts } from '../inspector/process-facts.ts';

/** A Node process that announced an inspector and answered through it. */
export interface NodeProcess {
  readonly facts: ProcessFacts;
  readonly inspectorUrl: string;
}

export interface FoundService {
  /** The one to measure. */
  readonly chosen: NodeProcess;
  /** All that listen on the service's port: several with cluster. */
  readonly owners: readonly NodeProcess[];
  /** All that answered, wrappers and helpers included. */
  readonly candidates: readonly NodeProcess[];
}

export interface FindOptions {
  /** May grow while the search runs. */
  readonly inspectorUrls: ReadonlySet<string>;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;

/**
 * Finds the process that owns the service's port by asking every candidate, through its own inspector, where it listens: the
 * same on every platform, and no announcement is believed. Asks again until `timeoutMs` has passed (the ready URL may be on
 * another port and answer first). PROCESS_NOT_FOUND with what was seen.
 */
export async function findServiceProcess(options: FindOptions): Promise<FoundService> {
  const { inspectorUrls, port, signal } = options;
  const deadline = performance.now() + options.timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const candidates = await askAll([...inspectorUrls], signal);
    const owners = candidates.filter(({ facts }) => listensOnPort(facts, port));
    const chosen = chooseOwner(owners);
    if (chosen !== null) return { chosen, owners, candidates };
    if (performance.now() + pauseMs > deadline) throw notFound(port, candidates);
    await delay(pauseMs, undefined, { signal }).catch(() => {
      throw describeCancellation(signal);
    });
  }
}

export function listensOnPort(facts: ProcessFacts, port: number): boolean {
  return facts.listensOn.some((address) => address.kind === 'port' && address.port === port);
}

/**
 * Of several owners of one port the children win over their parents: a cluster's primary only hands connections on, its
 * workers answer. Among siblings the first started (lowest pid), so that runs agree.
 */
export function chooseOwner(owners: readonly NodeProcess[]): NodeProcess | null {
  const parents = new Set(owners.map(({ facts }) => facts.parentPid));
  const leaves = owners.filter(({ facts }) => !parents.has(facts.pid));
  return leaves.toSorted((a, b) => a.facts.pid - b.facts.pid)[0] ?? owners[0] ?? null;
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
  const client = await openInspector(inspectorUrl, { signal, connectTimeoutMs: 2000, commandTimeoutMs: 15_000 });
  try {
    return await readProcessFacts(client);
  } finally {
    await client.close();
  }
}

function notFound(port: number, candidates: readonly NodeProcess[]): GateError {
  const sentence = `Port ${port} answers, but no Node process that the start command brought up listens on it.`;
  if (candidates.length === 0) {
    return new GateError('PROCESS_NOT_FOUND', `${sentence} No process announced an inspector in its output.`, {
      hint: 'The service has to run on Node, inherit NODE_OPTIONS and print to stdout or stderr; for one in a container or behind another starter, open its inspector yourself and use attach.',
    });
  }
  const seen = candidates.map(({ facts }) => describeProcess(facts)).join('; ');
  return new GateError('PROCESS_NOT_FOUND', `${sentence} Seen: ${seen}.`, {
    hint: 'Check that url names the port of the service itself, not of a proxy before it; for a server in a worker thread or in native code, or behind another starter, use attach.',
  });
}

/** e.g. `pid 4711 (server.js --verbose) on port 3000, 9464`. What a process says of itself is cut and made printable. */
export function describeProcess(facts: ProcessFacts): string {
  const commandLine = (facts.argv.join(' ') || facts.title).replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 80);
  const places = facts.listensOn.map((address) => (address.kind === 'port' ? `port ${address.port}` : address.path));
  return `pid ${facts.pid} (${commandLine}) listening on ${places.length === 0 ? 'nothing' : [...new Set(places)].join(', ')}`;
}
