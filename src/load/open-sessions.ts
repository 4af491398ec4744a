import type { BodyReader } from './compile-checks.ts';
import type { CompiledExchange, PreparedRequest } from './compile-steps.ts';
import { connectEvents } from './connect-events.ts';
import { connectWebSocket } from './connect-web-socket.ts';
import type { End } from './load-end.ts';
import type { OpenSession, Wire, WireEvents } from './session-wire.ts';
import type { TemplateContext } from './template.ts';

/** What became of a session that was to be opened. */
export type SessionResult =
  | { readonly kind: 'open'; readonly session: OpenSession }
  | { readonly kind: 'refused'; readonly reason: string; readonly answered: boolean }
  | { readonly kind: 'stopped' };

/** Filled already. */
export type PreparedMessage =
  | { readonly kind: 'send'; readonly data: string | Buffer }
  | { readonly kind: 'wait'; readonly check: BodyReader };

export interface SessionPlan {
  readonly origin: string;
  readonly request: PreparedRequest;
  /** A WebSocket's alone. */
  readonly messages: readonly PreparedMessage[];
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
    let isOpened = false;
    let waiting: string | null = null;
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
      if (!inbox.isFull || !isOpened || wire === null) return;
      const problem = inbox.problem();
      if (problem === null) settle({ kind: 'open', session: wire });
      else refuse(problem, true);
    };
    const deadline = setTimeout(
      () => refuse(`timed out after ${plan.timeoutMs / 1000} s${waiting ?? inbox.soFar}`, false),
      plan.timeoutMs,
    );
    const events: WireEvents = {
      waits: (problem) => {
        waiting = problem === null ? null : `, waiting to send on: ${problem}`;
      },
      opened: () => {
        isOpened = true;
        finishWhenFull();
      },
      message: (text) => {
        inbox.take(text);
        finishWhenFull();
      },
      ended: (reason, answered) => refuse(`${reason}${waiting ?? inbox.soFar}`, answered),
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
