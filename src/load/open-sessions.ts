import { createParser } from 'eventsource-parser';
import { WebSocket } from 'ws';
import type { CompiledExchange, PreparedRequest } from './compile-steps.ts';
import { HttpConnection } from './http-connection.ts';
import { socketPathOf } from './is-loopback.ts';
import type { End } from './load-end.ts';
import type { TemplateContext } from './template.ts';

/** What became of a session that was to be opened. */
export type SessionResult =
  | { readonly kind: 'open'; readonly session: OpenSession }
  | { readonly kind: 'refused'; readonly reason: string; readonly answered: boolean }
  | { readonly kind: 'stopped' };

/** A WebSocket or an event stream with what came over it so far. */
export interface OpenSession {
  /** Ends it from this side and waits until that is done, `timeoutMs` at the longest; returns why it was not, or null. */
  close(timeoutMs: number): Promise<string | null>;
}

export interface SessionPlan {
  readonly origin: string;
  readonly request: PreparedRequest;
  /** Filled already; a WebSocket's alone. */
  readonly messages: readonly string[];
  readonly context: TemplateContext;
  readonly timeoutMs: number;
  readonly end: Pick<End, 'onStop'>;
}

export type SessionStep = Extract<CompiledExchange, { kind: 'websocket' | 'events' }>;

/**
 * Opens a WebSocket (`ws`) or an event stream (`node:http`, framed by `eventsource-parser`), sends what is to be sent
 * and waits for the messages that are expected. A session that is refused or falls short has been cut. Never throws.
 */
export function openSession(step: SessionStep, plan: SessionPlan): Promise<SessionResult> {
  return new Promise((resolve) => {
    let wire: Wire | null = null;
    let forget = (): void => {};
    const inbox = new Inbox(step, plan.context);
    const settle = (result: SessionResult): void => {
      clearTimeout(deadline);
      forget();
      if (result.kind !== 'open') wire?.cut();
      resolve(result);
    };
    const refuse = (reason: string, answered: boolean): void => settle({ kind: 'refused', reason, answered });
    const finishWhenFull = (): void => {
      if (!inbox.isFull || wire === null) return;
      const problem = inbox.problem();
      if (problem === null) settle({ kind: 'open', session: wire });
      else refuse(problem, true);
    };
    const deadline = setTimeout(
      () => refuse(`timed out after ${plan.timeoutMs / 1000} s${inbox.soFar}`, false),
      plan.timeoutMs,
    );
    const events: WireEvents = {
      opened: finishWhenFull,
      message: (text) => {
        inbox.take(text);
        finishWhenFull();
      },
      ended: (reason, answered) => refuse(`${reason}${inbox.soFar}`, answered),
    };
    try {
      wire = step.kind === 'websocket' ? connectWebSocket(step, plan, events) : connectEvents(plan, events);
    } catch (thrown) {
      return refuse((thrown as Error).message, false);
    }
    forget = plan.end.onStop(() => settle({ kind: 'stopped' }));
  });
}

/** The messages that came, as many as are waited for. */
class Inbox {
  readonly #step: SessionStep;
  readonly #context: TemplateContext;
  #count = 0;
  #problem: string | null = null;
  #passed = false;

  constructor(step: SessionStep, context: TemplateContext) {
    this.#step = step;
    this.#context = context;
  }

  take(text: string): void {
    this.#count++;
    if (this.#step.check === null || this.#passed) return;
    const problem = this.#step.check(text, this.#context);
    this.#passed = problem === null;
    this.#problem ??= problem;
  }

  get isFull(): boolean {
    return this.#count >= this.#step.exchange.expectMessages;
  }

  get soFar(): string {
    const { expectMessages } = this.#step.exchange;
    return expectMessages === 0 ? '' : `, with ${this.#count} of ${expectMessages} messages received`;
  }

  /** Why no message passes the checks, or null. */
  problem(): string | null {
    return this.#passed ? null : this.#problem;
  }
}

interface WireEvents {
  opened(): void;
  message(text: string): void;
  /** Refused, broken, or ended by the service. */
  ended(reason: string, answered: boolean): void;
}

interface Wire extends OpenSession {
  cut(): void;
}

function connectWebSocket(
  step: Extract<SessionStep, { kind: 'websocket' }>,
  { origin, request, messages, timeoutMs }: SessionPlan,
  events: WireEvents,
): Wire {
  const { ending, subprotocol } = step.exchange;
  const socket = new WebSocket(webSocketUrl(origin, request.path), subprotocol ?? [], {
    headers: { ...request.headers },
    handshakeTimeout: timeoutMs,
    rejectUnauthorized: false,
    perMessageDeflate: false,
  });
  const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
  socket.on('open', () => {
    for (const message of messages) socket.send(message);
    events.opened();
  });
  socket.on('message', (data) => events.message(String(data)));
  socket.on('unexpected-response', (_, response) => events.ended(`answered with ${response.statusCode}`, true));
  socket.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, false));
  socket.on('close', (code) => events.ended(`closed by the service with code ${code}`, true));
  return {
    cut: () => socket.terminate(),
    async close(limitMs) {
      if (ending === 'abort') socket.terminate();
      else socket.close(1000);
      if (await within(closed, limitMs)) return null;
      socket.terminate();
      return `the session was not closed within ${limitMs / 1000} s`;
    },
  };
}

/** `ws` takes the path of a Unix socket and that of the request apart by a colon. */
function webSocketUrl(origin: string, path: string): string {
  const socketPath = socketPathOf(origin);
  return socketPath === null ? `${origin.replace(/^http/, 'ws')}${path}` : `ws+unix:${socketPath}:${path}`;
}

function connectEvents({ origin, request }: SessionPlan, events: WireEvents): Wire {
  const connection = new HttpConnection(origin);
  const sent = connection.begin(request);
  const closed = new Promise<void>((resolve) => void sent.once('close', resolve));
  sent.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, false));
  sent.on('response', (response) => {
    const type = response.headers['content-type'] ?? 'no content type';
    if (response.statusCode !== 200) return events.ended(`answered with ${response.statusCode}`, true);
    if (!type.startsWith('text/event-stream'))
      return events.ended(`answered with ${type}, not text/event-stream`, true);
    const parser = createParser({ onEvent: ({ data }) => events.message(data) });
    response.setEncoding('utf8');
    response.on('data', (text: string) => parser.feed(text));
    response.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, true));
    response.on('end', () => events.ended('ended by the service', true));
    events.opened();
  });
  sent.end();
  const cut = (): void => {
    sent.destroy();
    connection.close();
  };
  return {
    cut,
    // An EventSource ends by closing its connection; there is no farewell.
    async close(limitMs) {
      cut();
      return (await within(closed, limitMs)) ? null : `the stream was not closed within ${limitMs / 1000} s`;
    },
  };
}

/** Whether a promise settles in time. */
async function within(promise: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
