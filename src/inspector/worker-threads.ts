import type { InspectorClient, RemoteInterface } from './inspector-client.ts';
import { openRemote } from './inspector-client.ts';

/** A worker thread of a process, with an inspector session of its own. */
export interface WorkerThread {
  /** Node's number of the thread. */
  readonly threadId: number;
  /** The script it was started with. */
  readonly url: string;
  readonly client: InspectorClient;
}

/**
 * Opens a session on every worker thread that is alive, through the process's own inspector (the NodeWorker domain,
 * src/inspector/worker_agent.cc in nodejs/node): threads have no inspector socket. Oldest first. Threads that start later
 * are left alone, and so is Node's own for loaders (`--import tsx`), which does no work for requests. The sessions end with the client.
 */
export async function openWorkerThreads(client: InspectorClient): Promise<WorkerThread[]> {
  const attached: { sessionId: string; threadId: number; url: string; remote: RemoteInterface }[] = [];
  const stopListening = client.on('NodeWorker.attachedToWorker', ({ sessionId, workerInfo }) => {
    // At once: what the thread says is lost on a session without a listener.
    const remote = relayThrough(client, sessionId);
    attached.push({ sessionId, threadId: Number(workerInfo.workerId), url: workerInfo.url, remote });
  });
  // Every thread that is alive is announced before the reply.
  await client.send('NodeWorker.enable', { waitForDebuggerOnStart: false });
  stopListening();
  const threads: WorkerThread[] = [];
  for (const { remote, threadId, url } of attached.toSorted((a, b) => a.threadId - b.threadId)) {
    if (url.startsWith('node:internal/')) continue;
    threads.push({ threadId, url, client: openRemote(remote, `worker thread ${threadId}`) });
  }
  return threads;
}

/** e.g. `thread 2 of pid 4711 (render.js)`. */
export function nameThread({ threadId, url }: Pick<WorkerThread, 'threadId' | 'url'>, pid: number): string {
  return `thread ${threadId} of pid ${pid} (${url.split('/').at(-1) || 'without a file'})`;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message?: string };
  readonly method?: string;
  readonly params?: unknown;
}

type Listener = (params: never) => void;

/** A session whose messages travel as text inside those of another session. */
function relayThrough(parent: InspectorClient, sessionId: string): RemoteInterface {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (reason: unknown) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  let sent = 0;
  const emit = (event: string, params: unknown): void => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(params as never);
  };
  const receive = ({ id, result, error, method, params }: Message): void => {
    if (id === undefined) {
      emit(method ?? '', params);
      return;
    }
    const command = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) command?.resolve(result);
    else command?.reject({ response: error });
  };
  const stopReceiving = parent.on('NodeWorker.receivedMessageFromWorker', (event) => {
    if (event.sessionId === sessionId) receive(JSON.parse(event.message) as Message);
  });
  const stopWatching = parent.on('NodeWorker.detachedFromWorker', (event) => {
    if (event.sessionId === sessionId) emit('disconnect', undefined);
  });
  void parent.closed.then(() => emit('disconnect', undefined));
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        sent++;
        waiting.set(sent, { resolve, reject });
        const message = asciiJson({ id: sent, method, params });
        parent.send('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(reject);
      }),
    on: (event, listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
    },
    removeListener: (event, listener) => void listeners.get(event)?.delete(listener),
    close: async () => {
      stopReceiving();
      stopWatching();
      await parent.send('NodeWorker.detach', { sessionId }).catch(() => undefined);
    },
  };
}

/** A thread that waits in `Atomics.wait` is woken by no message with a character beyond Latin-1 in it, and retainer paths have arrows. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
