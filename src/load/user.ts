import type { CompiledExchange, CompiledStep, PreparedRequest } from './compile-steps.ts';
import { CookieJar } from './cookie-jar.ts';
import { exchangeHttp } from './exchange-http.ts';
import { HttpConnection } from './http-connection.ts';
import type { End } from './load-end.ts';
import { openSession, type PreparedMessage, type SessionStep } from './open-sessions.ts';
import { type Pacer, pause } from './pacer.ts';
import type { Ticket } from './request-sequence.ts';
import { saveValues } from './save-values.ts';
import type { OpenSession } from './session-wire.ts';
import { MissingValue, type TemplateContext } from './template.ts';

/** What became of one exchange. */
export type ExchangeResult =
  | { readonly kind: 'done'; readonly status: number | null; readonly body: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** Nothing was heard from the service. */
      readonly unanswered: boolean;
      readonly status: number | null;
      readonly body: string;
    }
  /** The service had closed the connection before it saw the request, which is sent again. */
  | { readonly kind: 'resent' }
  /** The load ended first; not counted. */
  | { readonly kind: 'stopped' };

export interface UserDependencies {
  readonly origin: string;
  /** For one exchange, its own pauses aside. */
  readonly timeoutMs: number;
  readonly reconnectEvery: number | null;
  readonly pacer: Pacer;
  readonly end: End;
  /** Bodies are given to `onResult` even where no check or value needs them. */
  readonly wantBodies: boolean;
  /** `request` is null when it could not be filled. */
  readonly onResult: (step: CompiledExchange, request: PreparedRequest | null, result: ExchangeResult) => void;
}

/** What a user has gathered: saved values and cookies. */
export interface UserState {
  readonly saved: Map<string, string>;
  readonly cookies: CookieJar;
}

export function emptyState(): UserState {
  return { saved: new Map(), cookies: new CookieJar() };
}

export function forkState({ saved, cookies }: UserState): UserState {
  return { saved: new Map(saved), cookies: new CookieJar(cookies) };
}

/** Resends that one exchange may take before the connection's closing is its failure. */
const mostResends = 3;

/** One user of the service: takes steps one after the other over one kept-alive connection. */
export class User {
  readonly #deps: UserDependencies;
  readonly #connection: HttpConnection;

  constructor(deps: UserDependencies) {
    this.#deps = deps;
    this.#connection = new HttpConnection(deps.origin, deps.reconnectEvery);
  }

  /**
   * Takes the steps with a state that they read and write; each exchange is told to `onResult`. A step that fails does
   * not end the others (a log-out after it must still happen), except those that need what it should have saved.
   * Sessions that are still open at the end are closed. True when every exchange succeeded and every session that was kept
   * open lasted until it was closed.
   */
  async take(steps: readonly CompiledStep[], ticket: Ticket, state: UserState): Promise<boolean> {
    const { end } = this.#deps;
    const context: TemplateContext = { seq: ticket.seq, random: ticket.random, saved: state.saved };
    const open = new Map<string, OpenSession>();
    let fine = true;
    for (const step of steps) {
      if (end.reason !== null) fine = false;
      else if (step.kind === 'think') await pause(step.ms, end);
      else if (step.kind === 'close') fine = (await closeAll(open, this.#deps.timeoutMs, step.session)) && fine;
      else fine = (await this.#exchange(step, context, state, open)) && fine;
    }
    return (await closeAll(open, end.reason === null ? this.#deps.timeoutMs : 100)) && fine;
  }

  close(): void {
    this.#connection.close();
  }

  async #exchange(
    step: CompiledExchange,
    context: TemplateContext,
    state: UserState,
    open: Map<string, OpenSession>,
  ): Promise<boolean> {
    const { pacer, end, onResult } = this.#deps;
    await pacer.turn(end);
    if (end.reason !== null) return false;
    let request: PreparedRequest | null = null;
    let result: ExchangeResult;
    try {
      request = withCookies(step.fill(context), state.cookies);
      result =
        step.kind === 'http'
          ? await this.#http(step, request, context, state)
          : await this.#session(step, request, context, open);
    } catch (thrown) {
      if (!(thrown instanceof MissingValue)) throw thrown;
      result = failed(`not sent: ${thrown.message}`, { unanswered: false });
    }
    onResult(step, request, result);
    return result.kind === 'done';
  }

  async #http(
    step: Extract<CompiledExchange, { kind: 'http' }>,
    request: PreparedRequest,
    context: TemplateContext,
    state: UserState,
  ): Promise<ExchangeResult> {
    const { timeoutMs, end, wantBodies, onResult } = this.#deps;
    const { client: manner, save = [], expectStatus } = step.exchange;
    const wantBody = wantBodies || step.check !== null || save.some(({ from }) => from.kind !== 'header');
    for (let resends = 0; ; resends++) {
      const answer = await exchangeHttp(this.#connection, request, { manner, wantBody, timeoutMs, end });
      if (answer.kind === 'stopped') return answer;
      if (answer.kind === 'aborted') return { kind: 'done', status: null, body: '' };
      if (answer.kind === 'broken') {
        if (!answer.resend || resends >= mostResends) return failed(answer.reason, { unanswered: true });
        onResult(step, request, { kind: 'resent' });
        continue;
      }
      const { status, headers, body } = answer;
      state.cookies.take(headers['set-cookie'] ?? []);
      if (manner?.kind === 'abort') return failed(`answered with ${status} before it was aborted`, answer);
      if (!expectStatus.some(([from, to]) => status >= from && status <= to)) return failed(String(status), answer);
      const problem =
        step.check?.(body, context) ?? saveValues(save, { headers, body, cookies: state.cookies }, state.saved);
      return problem === null ? { kind: 'done', status, body } : failed(problem, answer);
    }
  }

  async #session(
    step: SessionStep,
    request: PreparedRequest,
    context: TemplateContext,
    open: Map<string, OpenSession>,
  ): Promise<ExchangeResult> {
    const { origin, timeoutMs, end } = this.#deps;
    const messages: PreparedMessage[] =
      step.kind !== 'websocket'
        ? []
        : step.messages.map((message) =>
            message.kind === 'wait' ? message : { kind: 'send', data: message.fill(context) },
          );
    const result = await openSession(step, { origin, request, messages, context, timeoutMs, end });
    if (result.kind === 'stopped') return result;
    if (result.kind === 'refused') return failed(result.reason, { unanswered: !result.answered });
    const { keepAs } = step.exchange;
    if (keepAs === null) {
      const problem = await result.session.close(timeoutMs);
      if (problem !== null) return failed(problem, { unanswered: true });
    } else open.set(keepAs, result.session);
    return { kind: 'done', status: null, body: '' };
  }
}

function failed(
  reason: string,
  { unanswered = false, status = null, body = '' }: { unanswered?: boolean; status?: number | null; body?: string },
): ExchangeResult {
  return { kind: 'failed', reason, unanswered, status, body };
}

function withCookies(request: PreparedRequest, cookies: CookieJar): PreparedRequest {
  const { cookie: own, ...others } = request.headers as Record<string, string>;
  const cookie = cookies.header(own);
  return cookie === null ? request : { ...request, headers: { ...others, cookie } };
}

/** Closes all sessions, or the one of a name; whether each was still open and closed in time. */
async function closeAll(open: Map<string, OpenSession>, timeoutMs: number, name?: string): Promise<boolean> {
  const chosen = [...open].filter(([each]) => name === undefined || each === name);
  for (const [each] of chosen) open.delete(each);
  const problems = await Promise.all(chosen.map(([, session]) => session.close(timeoutMs)));
  return problems.every((problem) => problem === null);
}
