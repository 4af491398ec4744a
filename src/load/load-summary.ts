import { GateError } from '../errors.ts';

/** What one round of load really did, counted at the client per completed response; never what was asked for. */
export interface LoadSummary {
  /** Exchanges; a flow that has begun is finished, so it can be a few more than were asked for. */
  readonly planned: number;
  /** Answers with an expected status and body, and sessions and aborts that went as they should. */
  readonly succeeded: number;
  /** Unexpected status or body, connection error or timeout. */
  readonly failed: number;
  readonly perRequest: readonly RequestCount[];
  /** Whole flows, by name; absent: the scenario has none. */
  readonly perFlow?: readonly RequestCount[];
  /** What was sent beside the load (set-up, log-in, log-out, clean-up) and is not in the amounts; absent: nothing. */
  readonly around?: readonly RequestCount[];
  readonly firstFailure: LoadFailure | null;
  readonly durationMs: number;
  /** The load ended before its plan was done, and why (service died, deadline, cancelled). */
  readonly endedEarly: string | null;
  /** Requests that the service's closing of connections swallowed and that were sent again; absent: none. */
  readonly sentAgain?: number;
}

export interface RequestCount {
  readonly name: string;
  readonly succeeded: number;
  readonly failed: number;
}

export interface LoadFailure {
  /** Name of a row of `perRequest`. */
  readonly request: string;
  /** e.g. `503`, `timed out after 10 s`, `ECONNRESET`. */
  readonly reason: string;
  /** How many successful responses came before it. */
  readonly after: number;
}

/** Why a round cannot be judged, as a sentence, or null when it can: more than 1 % failed, or completed ≠ planned. */
export function whyLoadIsUnusable(load: LoadSummary): string | null {
  if (load.endedEarly !== null) {
    return `the load ended after ${load.succeeded} of ${load.planned} requests: ${load.endedEarly}`;
  }
  if (load.failed > 0.01 * load.planned) {
    const first = load.firstFailure === null ? '' : ` (${load.firstFailure.request} → ${load.firstFailure.reason})`;
    return `${load.failed} of ${load.planned} requests failed${first}`;
  }
  if (load.succeeded + load.failed !== load.planned) {
    return `${load.succeeded + load.failed} of ${load.planned} planned requests were answered`;
  }
  return null;
}

/** LOAD_FAILED for a load that cannot be judged, and what whoever starts the run can do about it. `where`: `round 2`, `the warm-up`. */
export function loadFailed(where: string, unusable: string, { firstFailure }: LoadSummary): GateError {
  const hint =
    firstFailure?.reason === '429'
      ? 'The service limits the requests that it takes (429, Too Many Requests): raise or switch off that limit for this run, for example by an environment variable in start, or set rate below it.'
      : 'A leak cannot be judged on a failing service: correct the service or the scenario, or lower connections or rate.';
  return new GateError('LOAD_FAILED', `In ${where} ${unusable}.`, { hint });
}
