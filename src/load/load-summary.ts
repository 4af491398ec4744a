/** What one round of load really did, counted at the client per completed response; never what was asked for. */
export interface LoadSummary {
  readonly planned: number;
  /** Responses with an expected status. */
  readonly succeeded: number;
  /** Unexpected status, connection error or timeout. */
  readonly failed: number;
  readonly perRequest: readonly RequestCount[];
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
  /** `ScenarioRequest.name`. */
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
