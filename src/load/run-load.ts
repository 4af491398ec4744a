import autocannon from 'autocannon';
import { GateError } from '../errors.ts';
import { assertLoopback, socketPathOf } from './is-loopback.ts';
import type { LoadSummary } from './load-summary.ts';
import { LoadTally } from './load-tally.ts';
import type { PreparedRequest, RequestSequence } from './request-sequence.ts';
import type { Scenario } from './scenario.ts';
import { type AutocannonClient, type ConnectionState, watchConnection } from './watch-connection.ts';

export interface LoadOptions {
  /** On this machine, e.g. `http://127.0.0.1:3000`; anything else is refused. */
  readonly origin: string;
  readonly scenario: Scenario;
  /** Made once per run from the same scenario, so that it continues over the rounds. */
  readonly sequence: RequestSequence;
  /** Exact amount of this round, at least 1. */
  readonly requests: number;
  readonly connections: number;
  /** Requests per second over all connections, at least 1; null: as fast as the service answers. */
  readonly rate: number | null;
  /** For one request; autocannon allows no less than 1000. */
  readonly timeoutMs: number;
  /** For the whole load. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Settles when the service is gone. A string it gives is quoted as the reason. */
  readonly serviceExited: Promise<unknown>;
  /** Requests answered or failed so far; at most ten times a second, and once at the end. */
  readonly onProgress?: (completed: number) => void;
}

/** How often autocannon looks whether it is done; a load ends on such a tick. */
const tickMs = 25;

/** Runs of autocannon that one load may take: the first, and others for what closed connections swallowed. */
const maxRuns = 8;

/**
 * Sends exactly `requests` requests of the sequence and counts what came back, per completed answer and never by what
 * was asked for. Requests that a closed connection swallowed are sent again, at most as many as were planned
 * (`LoadSummary.sentAgain`). A bad service never makes it throw or hang: timeouts, unexpected statuses and resets are
 * failures; the service's death, the deadline, an abort, or more than a few per cent without any answer end it early.
 * When it returns, every connection has been closed from this side.
 */
export async function runLoad(options: LoadOptions): Promise<LoadSummary> {
  assertLoopback(options.origin);
  const beganAtMs = performance.now();
  const tally = new LoadTally(options.scenario.requests, options.requests);
  const end = watchForEnd(options);
  const progress = throttle(() => options.onProgress?.(tally.completed), 100);
  const count = (): void => {
    progress();
    if (tally.unanswered > mostUnanswered(options)) end.stop(whyUnanswered(tally));
  };
  try {
    for (let run = 0; tally.missing > 0 && tally.lost <= tally.planned && run < maxRuns && end.reason === null; run++) {
      await runAutocannon(options, tally, end, count);
    }
    if (tally.missing > 0) end.stop(`the service closed ${tally.lost} connections without answering`);
  } finally {
    end.release();
  }
  options.onProgress?.(tally.completed);
  const endedEarly = tally.missing > 0 ? end.reason : null;
  return tally.summary(Math.round(performance.now() - beganAtMs), endedEarly);
}

/** More than that many make a round unusable anyway, and each can cost a whole timeout. */
function mostUnanswered({ requests, connections }: LoadOptions): number {
  return Math.max(2 * connections, Math.ceil(0.02 * requests));
}

function whyUnanswered({ unanswered, firstFailure }: LoadTally): string {
  return `${unanswered} requests got no answer, first ${firstFailure?.request}: ${firstFailure?.reason}`;
}

interface End {
  readonly reason: string | null;
  stop(reason: string): void;
  /** At once when it has come already. */
  onStop(listener: () => void): void;
  release(): void;
}

/** Whatever comes first: abort, deadline, the service's exit, or `stop`. */
function watchForEnd({ signal, deadlineMs, serviceExited }: LoadOptions): End {
  let reason: string | null = null;
  let listener: () => void = () => {};
  const stop = (why: string): void => {
    if (reason !== null) return;
    reason = why;
    listener();
  };
  const onAbort = (): void => stop('cancelled');
  const deadline = setTimeout(() => stop(`the deadline of ${deadlineMs / 1000} s passed`), deadlineMs);
  const onExit = (how: unknown): void => stop(typeof how === 'string' ? how : 'the service exited');
  serviceExited.then(onExit, onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  return {
    get reason() {
      return reason;
    },
    stop,
    onStop(onStop) {
      listener = onStop;
      if (reason !== null) onStop();
    },
    release() {
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

/** One run of autocannon for all that is missing; resolves when its connections are closed. */
function runAutocannon(options: LoadOptions, tally: LoadTally, end: End, onCount: () => void): Promise<void> {
  const { sequence, timeoutMs } = options;
  const amount = tally.missing;
  const { constant } = sequence;
  let first = constant;
  let turn: ConnectionState | null = null;
  // autocannon builds a connection's first request before it introduces the connection.
  const setupRequest = (defaults: autocannon.Request): autocannon.Request => {
    const request = sequence.next();
    if (turn === null) first = request;
    else turn.inFlight = request;
    turn = null;
    return { ...defaults, ...asAutocannonRequest(request) };
  };
  const setupClient = (client: autocannon.Client): void => {
    watchConnection(client as unknown as AutocannonClient, first!, {
      tally,
      timeoutMs,
      isStopping: () => end.reason !== null,
      onTurn: (state) => {
        if (constant === null) turn = state;
        else state.inFlight = constant;
      },
      onCount,
    });
  };
  return new Promise((resolve, reject) => {
    const finish = (error: unknown): void => {
      if (error) reject(new GateError('LOAD_FAILED', `autocannon refused the load: ${error}`, { cause: error }));
      // A turn of the event loop, in which the sockets that were destroyed tell the other side.
      else setImmediate(resolve);
    };
    const run = autocannon(
      {
        ...addressOf(options.origin),
        amount,
        connections: Math.min(options.connections, amount),
        ...(options.rate !== null && {
          overallRate: Math.max(1, Math.round(options.rate)),
          ignoreCoordinatedOmission: true,
        }),
        timeout: Math.max(1, timeoutMs / 1000),
        sampleInt: tickMs,
        skipAggregateResult: true,
        // Built once where it is always the same: building is half of the client's work.
        requests: [constant === null ? { setupRequest } : asAutocannonRequest(constant)],
        setupClient,
      },
      finish,
    );
    end.onStop(() => run.stop());
  });
}

function addressOf(origin: string): { url: string; socketPath?: string } {
  const socketPath = socketPathOf(origin);
  return socketPath === null ? { url: origin } : { url: 'http://localhost', socketPath };
}

function asAutocannonRequest({ method, path, headers, body }: PreparedRequest): autocannon.Request {
  return {
    method: method as NonNullable<autocannon.Request['method']>,
    path,
    headers: { ...headers },
    ...(body !== null && { body }),
  };
}

function throttle(call: () => void, everyMs: number): () => void {
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < everyMs) return;
    lastMs = nowMs;
    call();
  };
}
