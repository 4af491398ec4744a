import { assertLoopback } from './is-loopback.ts';
import { type End, watchForEnd } from './load-end.ts';
import type { LoadSummary } from './load-summary.ts';
import { LoadTally } from './load-tally.ts';
import type { RequestSequence } from './request-sequence.ts';
import { autocannonCarries, runAutocannon } from './run-autocannon.ts';
import { createUsers, type RoundUsers, takeOnce } from './run-users.ts';
import { nothingAround } from './scenario.ts';
import { emptyState, type UserState } from './user.ts';

export interface LoadOptions {
  /** On this machine, e.g. `http://127.0.0.1:3000`; anything else is refused. */
  readonly origin: string;
  /** Of the scenario that is sent; made once per run, so that it continues over the rounds. */
  readonly sequence: RequestSequence;
  /** Exact amount of this round in exchanges, at least 1; flows are dealt whole, so the last may exceed it. */
  readonly requests: number;
  readonly connections: number;
  /** Requests per second over all connections, at least 1; null: as fast as the service answers. */
  readonly rate: number | null;
  /** Requests after which a connection is closed and a new one made; null or absent: it is kept. */
  readonly reconnectEvery?: number | null;
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

/** What the engines of one load share. */
export interface LoadRun {
  readonly options: LoadOptions;
  readonly tally: LoadTally;
  readonly end: End;
  /** What set-up has saved. */
  readonly state: UserState;
  /** To be called when something was counted. */
  readonly onCount: () => void;
}

/**
 * Sends exactly `requests` requests of the sequence and counts what came back, per completed answer and never by what
 * was asked for; set-up, log-in, log-out and clean-up around them. autocannon sends what it can carry, users of our own
 * the rest (flows, sessions, aborts, slow clients), counted alike. Requests that a closed connection swallowed are sent
 * again (`LoadSummary.sentAgain`). A bad service never makes it throw or hang: timeouts, unexpected statuses and resets
 * are failures; the service's death, the deadline, an abort, a failed set-up, or more than a few per cent without any
 * answer end it early. When it returns, every connection has been closed from this side.
 */
export async function runLoad(options: LoadOptions): Promise<LoadSummary> {
  assertLoopback(options.origin);
  const { sequence } = options;
  const { scenario } = sequence;
  const tally = new LoadTally(scenario, options.requests);
  const end = watchForEnd(options);
  const progress = throttle(() => options.onProgress?.(tally.completed), 100);
  const onCount = (): void => {
    progress();
    if (tally.unanswered > mostUnanswered(options)) end.stop(whyUnanswered(tally));
  };
  const run: LoadRun = { options, tally, end, state: emptyState(), onCount };
  const { setUp, logIn, logOut, cleanUp } = scenario.around ?? nothingAround;
  sequence.beginRound();
  let users: RoundUsers | null = null;
  let loadMs = 0;
  let undone: string | null = null;
  try {
    stopFor(end, await takeOnce(run, 'set-up', setUp));
    users = autocannonCarries(scenario) ? null : createUsers(run);
    stopFor(end, (await users?.takeAll('log-in', logIn)) ?? null);
    const beganMs = performance.now();
    if (end.reason === null) await (users === null ? runAutocannon(run) : users.work());
    loadMs = performance.now() - beganMs;
    undone = (await users?.takeAll('log-out', logOut)) ?? null;
    users?.close();
    undone ??= await takeOnce(run, 'clean-up', cleanUp);
  } finally {
    users?.close();
    end.release();
  }
  options.onProgress?.(tally.completed);
  return tally.summary(Math.max(1, Math.round(loadMs)), tally.missing > 0 ? end.reason : undone);
}

function stopFor(end: End, problem: string | null): void {
  if (problem !== null) end.stop(problem);
}

/** More than that many make a round unusable anyway, and each can cost a whole timeout. */
function mostUnanswered({ requests, connections }: LoadOptions): number {
  return Math.max(2 * connections, Math.ceil(0.02 * requests));
}

function whyUnanswered({ unanswered, firstFailure }: LoadTally): string {
  return `${unanswered} requests got no answer, first ${firstFailure?.request}: ${firstFailure?.reason}`;
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
