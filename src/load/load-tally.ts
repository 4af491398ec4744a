import type { LoadFailure, LoadSummary } from './load-summary.ts';
import type { ScenarioRequest } from './scenario.ts';

/** Counts what a load did, per kind of request, as answers arrive. */
export class LoadTally {
  readonly planned: number;
  readonly #requests: readonly ScenarioRequest[];
  readonly #succeeded: number[];
  readonly #failed: number[];
  #firstFailure: LoadFailure | null = null;
  /** Requests that failed without an answer: connection errors and timeouts. */
  unanswered = 0;
  /** Requests whose connection the service closed in good order before answering; they are sent again. */
  lost = 0;

  constructor(requests: readonly ScenarioRequest[], planned: number) {
    this.planned = planned;
    this.#requests = requests;
    this.#succeeded = requests.map(() => 0);
    this.#failed = requests.map(() => 0);
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

  /** An answer arrived, whatever its status. */
  answered(index: number, status: number): void {
    const expected = this.#requests[index]!.expectStatus.some(([from, to]) => status >= from && status <= to);
    if (expected) this.#succeeded[index]!++;
    else this.#fail(index, String(status));
  }

  /** No answer will come. */
  brokeOff(index: number, reason: string): void {
    this.unanswered++;
    this.#fail(index, reason);
  }

  summary(durationMs: number, endedEarly: string | null): LoadSummary {
    return {
      planned: this.planned,
      succeeded: sum(this.#succeeded),
      failed: sum(this.#failed),
      perRequest: this.#requests.map(({ name }, index) => ({
        name,
        succeeded: this.#succeeded[index]!,
        failed: this.#failed[index]!,
      })),
      firstFailure: this.#firstFailure,
      durationMs,
      endedEarly,
      ...(this.lost > 0 && { sentAgain: this.lost }),
    };
  }

  #fail(index: number, reason: string): void {
    this.#firstFailure ??= { request: this.#requests[index]!.name, reason, after: this.succeeded };
    this.#failed[index]!++;
  }
}

function sum(counts: readonly number[]): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
