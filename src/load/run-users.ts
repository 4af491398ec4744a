import { type CompiledStep, compileSteps } from './compile-steps.ts';
import { Pacer } from './pacer.ts';
import type { Turn } from './request-sequence.ts';
import type { LoadRun } from './run-load.ts';
import { exchangesOf, type Step } from './scenario.ts';
import { type ExchangeResult, forkState, User, type UserDependencies, type UserState } from './user.ts';

/** What is sent beside the load. */
export type AsidePart = 'set-up' | 'log-in' | 'log-out' | 'clean-up';

/** The users of one round: as many as connections, each with a connection, cookies and saved values of its own. */
export interface RoundUsers {
  /** By all users side by side; why it failed, as a clause, or null. Nothing once the load has ended. */
  takeAll(part: AsidePart, steps: readonly Step[]): Promise<string | null>;
  /** The load itself, until its amount is dealt and answered. */
  work(): Promise<void>;
  close(): void;
}

export function createUsers(run: LoadRun): RoundUsers {
  const { options, end, tally, onCount } = run;
  const { sequence } = options;
  const pacer = new Pacer(options.rate);
  const pacers = sequence.scenario.requests.map(({ rate }) => new Pacer(rate ?? null));
  const sizes = sequence.scenario.requests.map((request) =>
    request.kind === 'flow' ? exchangesOf(request.steps).length : 1,
  );
  const users = Array.from({ length: Math.min(options.connections, options.requests) }, () => ({
    user: new User({ ...dependencies(run, pacer), onResult: (step, _, result) => count(step.index, result) }),
    state: forkState(run.state),
  }));
  let dealt = 0;

  function count(index: number, result: ExchangeResult): void {
    if (result.kind === 'done') tally.done(index);
    else if (result.kind === 'resent') tally.lost++;
    else if (result.kind === 'failed') {
      if (result.unanswered) tally.brokeOff(index, result.reason);
      else tally.failed(index, result.reason);
    }
    onCount();
  }

  function next(): Turn | null {
    if (end.reason !== null || dealt >= options.requests) return null;
    const turn = sequence.deal();
    dealt += sizes[turn.request]!;
    tally.atLeast(dealt);
    return turn;
  }

  async function workOf(user: User, state: UserState): Promise<void> {
    for (let turn = next(); turn !== null; turn = next()) {
      await pacers[turn.request]!.turn(end);
      const fine = await user.take(sequence.steps[turn.request]!, turn, forkState(state));
      const request = sequence.scenario.requests[turn.request]!;
      if (request.kind === 'flow' && end.reason === null) tally.flowEnded(request.name, fine);
    }
  }

  return {
    async takeAll(part, steps) {
      if (steps.length === 0 || end.reason !== null) return null;
      const problems = await Promise.all(users.map(({ state }) => takeAside(run, part, steps, state)));
      return problems.find((problem) => problem !== null) ?? null;
    },
    async work() {
      await Promise.all(users.map(({ user, state }) => workOf(user, state)));
    },
    close() {
      for (const { user } of users) user.close();
    },
  };
}

/** Steps that are taken once a round; why they failed, as a clause, or null. Nothing once the load has ended. */
export async function takeOnce(run: LoadRun, part: AsidePart, steps: readonly Step[]): Promise<string | null> {
  return steps.length === 0 || run.end.reason !== null ? null : await takeAside(run, part, steps, run.state);
}

async function takeAside(
  run: LoadRun,
  part: AsidePart,
  steps: readonly Step[],
  state: UserState,
): Promise<string | null> {
  let problem: string | null = null;
  const user = new User({
    ...dependencies(run, new Pacer(null)),
    onResult: ({ name }, _, result) => {
      if (result.kind === 'done' || result.kind === 'failed') run.tally.aside(name, result.kind === 'done');
      if (result.kind === 'failed') problem ??= `the request ${name} failed: ${result.reason}`;
    },
  });
  try {
    await user.take(compileAside(part, steps), run.options.sequence.draw(), state);
  } finally {
    user.close();
  }
  return problem;
}

/** Named after the part that they belong to, and counted in no row of the load. */
export function compileAside(part: AsidePart, steps: readonly Step[]): CompiledStep[] {
  return compileSteps(steps, ({ name }) => ({ index: -1, name: `${part}: ${name}` }));
}

function dependencies({ options, end }: LoadRun, pacer: Pacer): Omit<UserDependencies, 'onResult'> {
  return {
    origin: options.origin,
    timeoutMs: options.timeoutMs,
    reconnectEvery: options.reconnectEvery ?? null,
    pacer,
    end,
    wantBodies: false,
  };
}
