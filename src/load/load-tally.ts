import type { LoadFailure, LoadSummary, RequestCount } from './load-summary.ts';
import { type CountedRow, countedRows, type Scenario } from './scenario.ts';

/** Counts what a load did, per kind of request, as answers arrive. */
export class LoadTally {
  #planned: number;
  readonly #rows: readonly CountedRow[];
  readonly #scenario: Scenario;
  readonly #succeeded: number[];
  readonly #failed: number[];
  readonly #flows = new Map<string, { succeeded: number; failed: number }>();
  readonly #around = new Map<string, { succeeded: number; failed: number }>();
  #firstFailure: LoadFailure | null = null;
  /** Requests that failed without an answer: connection errors and timeouts. */
  unanswered = 0;
  /** Requests whose connection the service closed in good order before answering; they are sent again. */
  lost = 0;

  constructor(scenario: Scenario, planned: number) {
    this.#scenario = scenario;
    this.#rows = countedRows(scenario);
    this.#planned = planned;
    this.#succeeded = this.#rows.map(() => 0);
    this.#failed = this.#rows.map(() => 0);
    for (const { kind, name } of scenario.requests) {
      if (kind === 'flow') this.#flows.set(name, { succeeded: 0, failed: 0 });
    }
  }

  get planned(): number {
    return this.#planned;
  }

  /** Flows are dealt whole: the plan becomes what was dealt. */
  atLeast(dealt: number): void {
    this.#planned = Math.max(this.#planned, dealt);
  }

  get succeeded(): number {
    return sum(this.#succeeded);
  }

  /** Answered or failed for good. */
  get completed(): number {
    return sum(this.#succeeded) + sum(this.#failed);
  }

  get missing(): number {
    return this.planned - this.completed;
  }

  get firstFailure(): LoadFailure | null {
    return this.#firstFailure;
  }

  /** An answer arrived, whatever its status; `bodyProblem`: why its body is not what was expected. */
  answered(index: number, status: number, bodyProblem: string | null = null): void {
    const { exchange } = this.#rows[index]!;
    const ranges = exchange.kind === 'http' ? exchange.expectStatus : [];
    const expected = ranges.some(([from, to]) => status >= from && status <= to);
    if (!expected) this.failed(index, String(status));
    else if (bodyProblem !== null) this.failed(index, bodyProblem);
    else this.done(index);
  }

  /** It went as it should. */
  done(index: number): void {
    this.#succeeded[index]!++;
  }

  failed(index: number, reason: string): void {
    this.#firstFailure ??= { request: this.#rows[index]!.name, reason, after: this.succeeded };
    this.#failed[index]!++;
  }

  /** No answer will come. */
  brokeOff(index: number, reason: string): void {
    this.unanswered++;
    this.failed(index, reason);
  }

  /** A flow came to its end. */
  flowEnded(name: string, succeeded: boolean): void {
    const count = this.#flows.get(name);
    if (count !== undefined) count[succeeded ? 'succeeded' : 'failed']++;
  }

  /** An exchange beside the load. */
  aside(name: string, succeeded: boolean): void {
    const count = this.#around.get(name) ?? { succeeded: 0, failed: 0 };
    count[succeeded ? 'succeeded' : 'failed']++;
    this.#around.set(name, count);
  }

  summary(durationMs: number, endedEarly: string | null): LoadSummary {
    return {
      planned: this.planned,
      succeeded: sum(this.#succeeded),
      failed: sum(this.#failed),
      perRequest: this.#rows.map(({ name }, index) => ({
        name,
        succeeded: this.#succeeded[index]!,
        failed: this.#failed[index]!,
      })),
      ...(this.#scenario.requests.some(({ kind }) => kind === 'flow') && { perFlow: countsOf(this.#flows) }),
      ...(this.#around.size > 0 && { around: countsOf(this.#around) }),
      firstFailure: this.#firstFailure,
      durationMs,
      endedEarly,
      ...(this.lost > 0 && { sentAgain: this.lost }),
    };
  }
}

function countsOf(counts: ReadonlyMap<string, { succeeded: number; failed: number }>): RequestCount[] {
  return [...counts].map(([name, count]) => ({ name, ...count }));
}

function sum(counts: readonly number[]): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
