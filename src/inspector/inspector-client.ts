import { GateError } from '../errors.ts';
import { within } from '../within.ts';
import { describeCancellation } from './cancellation.ts';
import { loadRemoteInterface } from './load-remote-interface.ts';
import {
  type CommandName,
  type CommandParams,
  type CommandResult,
  type EventName,
  type EventParams,
  emptyProtocol,
} from './protocol.ts';

export interface InspectorOptions {
  readonly signal?: AbortSignal;
  /** Longest wait for the socket to open. Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Longest wait for the answer to one command. Default 30 s; a service under load answers between two requests. */
  readonly commandTimeoutMs?: number;
  /** Longest wait for a whole snapshot. Default 5 minutes, about 3 GB of snapshot on Node 20. */
  readonly snapshotTimeoutMs?: number;
}

/** Commands by name over one inspector socket: every one ends, by an answer, a deadline, a drop or the signal. */
export interface InspectorClient {
  /** Rejects with INSPECTOR_FAILED (refused, late, dropped) or what the signal carries (CANCELLED, TIME_LIMIT). */
  send<Name extends CommandName>(
    name: Name,
    params?: CommandParams<Name>,
    timeoutMs?: number,
  ): Promise<CommandResult<Name>>;
  /** Returns the function that removes the listener. */
  on<Name extends EventName>(name: Name, listener: (params: EventParams<Name>) => void): () => void;
  /** Resolves, never rejects, with the reason why the session ended. */
  readonly closed: Promise<string>;
  /** Idempotent and bounded. */
  close(): Promise<void>;
}

/** Events that come right before an answer: a script was evaluated, a thread says something. */
const BEFORE_AN_ANSWER = ['Debugger.scriptParsed', 'NodeWorker.receivedMessageFromWorker'];
/** Under way at once: with the debugger V8 announces thousands of scripts. */
const MOST_ACKNOWLEDGEMENTS = 3;
const DROPPED = 'the connection dropped, which usually means that the service died';
const CLOSED_BY_US = 'it was closed by leakgate';
const CLOSE_TIMEOUT_MS = 1000;
/** A run cancelled on GitHub has 7.5 s until it is told the second time, and its report is still to be written. */
const SNAPSHOT_END_MS = 5000;

/** What is used of chrome-remote-interface's client; `_ws` is the only way to end a socket whose peer is stuck. */
export interface RemoteInterface {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (params: never) => void): void;
  removeListener(event: string, listener: (params: never) => void): void;
  close(): Promise<void>;
  readonly _ws?: { terminate(): void };
}

/** Opens one inspector session on `url` (ws://…). The caller closes it; `withInspector` is the bracket. */
export async function openInspector(url: string, options: InspectorOptions = {}): Promise<InspectorClient> {
  const remote = await connect(url, options);
  const client = new RemoteInspectorClient(remote, url, options);
  try {
    // An exiting process waits for its debuggers; without this notice its exit would never come (always on a crash,
    // and on Node 20 also after process.exit).
    await client.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
  } catch (thrown) {
    await client.close();
    throw thrown;
  }
  return client;
}

/** A client on a session that is open already, e.g. a worker thread's; `name` stands in its errors. */
export function openRemote(remote: RemoteInterface, name: string, options: InspectorOptions = {}): InspectorClient {
  return new RemoteInspectorClient(remote, name, options);
}

async function connect(url: string, options: InspectorOptions): Promise<RemoteInterface> {
  const { signal, connectTimeoutMs = 10_000 } = options;
  if (signal?.aborted) throw describeCancellation(signal);
  const RemoteInterfaceFactory = await loadRemoteInterface();
  const connecting = RemoteInterfaceFactory({
    target: url,
    local: true,
    protocol: emptyProtocol as never,
  }) as unknown as Promise<RemoteInterface>;
  return await new Promise<RemoteInterface>((resolve, reject) => {
    let over = false;
    const finish = (act: () => void): void => {
      over = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      act();
    };
    const timer = setTimeout(
      () =>
        finish(() =>
          reject(
            inspectorFailed(`The inspector at ${url} did not open a session within ${connectTimeoutMs / 1000} s.`),
          ),
        ),
      connectTimeoutMs,
    );
    const onAbort = (): void => finish(() => reject(describeCancellation(signal!)));
    signal?.addEventListener('abort', onAbort, { once: true });
    connecting.then(
      (remote) => {
        if (over) remote._ws?.terminate();
        else finish(() => resolve(remote));
      },
      (cause: unknown) => {
        if (!over)
          finish(() =>
            reject(inspectorFailed(`The inspector at ${url} refused a session: ${messageOf(cause)}.`, cause)),
          );
      },
    );
  });
}

class RemoteInspectorClient implements InspectorClient {
  readonly closed: Promise<string>;
  readonly #remote: RemoteInterface;
  readonly #url: string;
  readonly #commandTimeoutMs: number;
  readonly #signal: AbortSignal | undefined;
  /** One per unanswered command; given a function from the command's name to the error to reject with. */
  readonly #pending = new Set<(toError: (command: string) => GateError) => void>();
  #sent = 0;
  #acknowledgements = 0;
  /** Settles with the last snapshot asked for, however it ends. */
  #snapshot: Promise<unknown> = Promise.resolve();
  #resolveClosed!: (reason: string) => void;
  #endedBy: ((command: string) => GateError) | null = null;
  #closing: Promise<void> | null = null;

  constructor(remote: RemoteInterface, url: string, options: InspectorOptions) {
    this.#remote = remote;
    this.#url = url;
    this.#commandTimeoutMs = options.commandTimeoutMs ?? 30_000;
    this.#signal = options.signal;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    remote.on('disconnect', () => this.#end(DROPPED));
    remote.on('NodeRuntime.waitingForDisconnect', () => {
      this.#end('the service is exiting');
      void this.#closeSocket();
    });
    for (const event of BEFORE_AN_ANSWER) remote.on(event, () => this.#acknowledge());
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#signal?.aborted) this.#onAbort();
  }

  send<Name extends CommandName>(
    name: Name,
    params?: CommandParams<Name>,
    timeoutMs = this.#commandTimeoutMs,
  ): Promise<CommandResult<Name>> {
    if (this.#endedBy !== null) return Promise.reject(this.#endedBy(name));
    return new Promise((resolve, reject) => {
      const finish = (act: () => void): void => {
        clearTimeout(timer);
        this.#pending.delete(fail);
        act();
      };
      const fail = (toError: (command: string) => GateError): void => finish(() => reject(toError(name)));
      const timer = setTimeout(() => fail(() => this.#late(name, timeoutMs)), timeoutMs);
      this.#pending.add(fail);
      this.#sent++;
      const answer = this.#remote.send(name, params as object | undefined);
      if (name === 'HeapProfiler.takeHeapSnapshot') this.#snapshot = answer.catch(() => undefined);
      answer.then(
        (result) => finish(() => resolve(result as CommandResult<Name>)),
        (cause: unknown) => {
          if (isNotSent(cause)) this.#end(DROPPED);
          else fail(() => this.#refused(name, cause));
        },
      );
    });
  }

  on<Name extends EventName>(name: Name, listener: (params: EventParams<Name>) => void): () => void {
    this.#remote.on(name, listener as (params: never) => void);
    return () => this.#remote.removeListener(name, listener as (params: never) => void);
  }

  close(): Promise<void> {
    this.#end(CLOSED_BY_US);
    return this.#closeSocket();
  }

  /**
   * An answer behind an event is a second small packet, which the service's kernel keeps until the first one is acknowledged (Nagle's
   * algorithm, RFC 896), and ours acknowledges it by itself only after 40 ms (RFC 1122, 4.2.3.2). Whatever is sent carries the acknowledgement,
   * so a command without effect is; its own answer is acknowledged by the next one where somebody waits behind it.
   */
  #acknowledge(): void {
    if (this.#acknowledgements >= MOST_ACKNOWLEDGEMENTS || this.#endedBy !== null) return;
    this.#acknowledgements++;
    const sent = this.#sent;
    const done = (): void => {
      this.#acknowledgements--;
      if (this.#pending.size > 0 && this.#sent > sent) this.#acknowledge();
    };
    this.#remote.send('Runtime.getIsolateId').then(done, done);
  }

  readonly #onAbort = (): void => {
    const signal = this.#signal!;
    this.#end('the run was cancelled', () => describeCancellation(signal));
    void this.#closeSocket();
  };

  /** First reason wins: it is the cause, what follows are its consequences. */
  #end(reason: string, toError = (command: string) => this.#dropped(command, reason)): void {
    if (this.#endedBy !== null) return;
    this.#endedBy = toError;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    for (const fail of [...this.#pending]) fail(toError);
    this.#resolveClosed(reason);
  }

  /**
   * Lets V8 send the rest of a snapshot first: where its session goes in the middle of one, about one process in fifty on
   * Node 20 and 22 ends by SIGSEGV, and one that was attached to is not ours to end. A dropped connection ends the wait.
   */
  #closeSocket(): Promise<void> {
    this.#closing ??= within(this.#snapshot, SNAPSHOT_END_MS).then(() => this.#shakeHands());
    return this.#closing;
  }

  async #shakeHands(): Promise<void> {
    const closing = this.#remote.close().catch(() => undefined);
    // The peer may be stopped or stuck and never answer the closing handshake.
    if (!(await within(closing, CLOSE_TIMEOUT_MS))) this.#remote._ws?.terminate();
  }

  #late(command: string, timeoutMs: number): GateError {
    return inspectorFailed(
      `The inspector at ${this.#url} did not answer ${command} within ${timeoutMs / 1000} s; its event loop may be blocked.`,
    );
  }

  #refused(command: string, cause: unknown): GateError {
    return inspectorFailed(`The inspector at ${this.#url} refused ${command}: ${messageOf(cause)}.`, cause);
  }

  #dropped(command: string, reason: string): GateError {
    return inspectorFailed(`The inspector session at ${this.#url} ended before ${command} was answered: ${reason}.`);
  }
}

function inspectorFailed(message: string, cause?: unknown): GateError {
  return new GateError('INSPECTOR_FAILED', message, {
    hint: 'Look at the last output of the service: it may have exited, run out of memory or been restarted by a supervisor.',
    cause,
  });
}

/** The socket's own error, where its peer has begun to close it: nobody has refused the command. */
function isNotSent(cause: unknown): boolean {
  return cause instanceof Error && !(cause instanceof GateError) && !('response' in cause);
}

/** chrome-remote-interface's ProtocolError keeps the peer's words in `response`. */
function messageOf(cause: unknown): string {
  const response = (cause as { response?: { message?: unknown } } | null)?.response;
  if (typeof response?.message === 'string') return response.message.replace(/\.$/, '');
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
