import { GateError, LISTED } from '../errors.ts';
import type { CompiledExchange, PreparedRequest } from './compile-steps.ts';
import { assertLoopback } from './is-loopback.ts';
import { type End, watchForEnd } from './load-end.ts';
import { Pacer } from './pacer.ts';
import type { RequestSequence } from './request-sequence.ts';
import { type AsidePart, compileAside } from './run-users.ts';
import { nothingAround, type StatusRanges } from './scenario.ts';
import { type ExchangeResult, emptyState, forkState, User } from './user.ts';

export interface SendEachOptions {
  readonly origin: string;
  readonly sequence: RequestSequence;
  /** For one exchange. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Told after each exchange, also after one that failed. */
  readonly onExchange?: (sent: SentExchange) => void;
}

/** One exchange, as far as a person needs it to see what went wrong. */
export interface SentExchange {
  readonly name: string;
  readonly kind: CompiledExchange['kind'];
  /** As it went over the wire; null when it could not be filled. */
  readonly request: PreparedRequest | null;
  readonly status: number | null;
  /** Decoded. */
  readonly body: string;
  /** Why it is not as expected, as a clause; null: it is. */
  readonly problem: string | null;
  /** A GET was sent elsewhere, and that only counts as success because nobody said which status is expected. */
  readonly isRedirected: boolean;
}

/** Bytes of an answer that an error shows. */
const shownBody = 200;

/**
 * Sends every request of the scenario once, outside of the load: set-up, log-in, each request or flow, log-out and
 * clean-up, by one user. Throws `PREFLIGHT_FAILED` with all that went wrong; what comes after a failure is still sent,
 * except when set-up or log-in failed.
 */
export async function sendEach(options: SendEachOptions): Promise<readonly SentExchange[]> {
  assertLoopback(options.origin);
  const never = new Promise<never>(() => {});
  const signal = options.signal ?? new AbortController().signal;
  const end = watchForEnd({ signal, deadlineMs: 2 ** 31 - 1, serviceExited: never });
  const problems: string[] = [];
  const sent: SentExchange[] = [];
  const user = createUser(options, end, (exchange) => {
    sent.push(exchange);
    if (exchange.problem !== null) problems.push(sentenceOn(exchange, exchange.problem));
    options.onExchange?.(exchange);
  });
  try {
    await sendAll(user, options.sequence, () => problems.length > 0);
  } finally {
    user.close();
    end.release();
  }
  if (signal.aborted) problems.push(`the sending to ${options.origin} was cancelled`);
  if (problems.length > 0) throw preflightFailed(problems);
  return sent;
}

async function sendAll(user: User, sequence: RequestSequence, hasFailed: () => boolean): Promise<void> {
  const { setUp, logIn, logOut, cleanUp } = sequence.scenario.around ?? nothingAround;
  const state = emptyState();
  const aside = async (part: AsidePart, steps: typeof setUp): Promise<void> => {
    if (steps.length > 0) await user.take(compileAside(part, steps), sequence.draw(), state);
  };
  await aside('set-up', setUp);
  if (!hasFailed()) await aside('log-in', logIn);
  if (!hasFailed()) {
    for (const steps of sequence.steps) await user.take(steps, sequence.draw(), forkState(state));
  }
  await aside('log-out', logOut);
  await aside('clean-up', cleanUp);
}

function createUser(
  { origin, timeoutMs }: SendEachOptions,
  end: End,
  onExchange: (exchange: SentExchange) => void,
): User {
  return new User({
    origin,
    timeoutMs,
    reconnectEvery: null,
    pacer: new Pacer(null),
    end,
    wantBodies: true,
    onResult: (step, request, result) => {
      if (result.kind === 'resent' || result.kind === 'stopped') return;
      const { status, body } = result;
      const problem = result.kind === 'failed' ? describe(step.exchange, result, origin) : null;
      const isRedirected = problem === null && isUnmeantRedirect(step.exchange, request?.method, status);
      onExchange({ name: step.name, kind: step.kind, request, status, body, problem, isRedirected });
    },
  });
}

function isUnmeantRedirect(
  exchange: CompiledExchange['exchange'],
  method: string | undefined,
  status: number | null,
): boolean {
  if (exchange.kind !== 'http' || method !== 'GET' || status === null) return false;
  const isMeant = !exchange.expectStatus.some(([from, to]) => from <= 200 && to >= 200);
  return [301, 302, 303, 307, 308].includes(status) && !isMeant;
}

function sentenceOn({ name, body }: SentExchange, problem: string): string {
  const said = body.trim() === '' ? '' : `; it said: ${body.replaceAll(/\s+/g, ' ').slice(0, shownBody)}`;
  const verb = problem.startsWith('answered with') ? ' was' : problem.startsWith('got no answer') ? '' : ':';
  return `${name}${verb} ${problem}${said}`;
}

function describe(
  exchange: CompiledExchange['exchange'],
  { reason, unanswered, status }: Extract<ExchangeResult, { kind: 'failed' }>,
  origin: string,
): string {
  if (unanswered) return `got no answer from ${origin}: ${reason}`;
  if (reason !== String(status)) return reason;
  return `answered with ${status}, expected ${exchange.kind === 'http' ? formatStatuses(exchange.expectStatus) : '200'}`;
}

function formatStatuses(ranges: StatusRanges): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function preflightFailed(problems: readonly string[]): GateError {
  const message =
    problems.length === 1
      ? problems[0]!
      : [`${problems.length} requests are not answered as expected:`, ...problems].join(LISTED);
  return new GateError('PREFLIGHT_FAILED', message, {
    hint: problems.some((problem) => problem.includes('timed out after'))
      ? 'find out why the service does not answer, or raise request-timeout when it needs longer'
      : 'correct the requests in the scenario or options, or say what is expected (expect-status, expect-body)',
  });
}
