/** One kind of request that the load sends. Templates in `path`, `headers` and `body` are filled anew for each request. */
export interface ScenarioRequest {
  /** How reports name it, e.g. `POST /login`. Unique within a scenario. */
  readonly name: string;
  readonly method: string;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Inclusive ranges of status codes that count as success, e.g. `[[200, 399]]`. */
  readonly expectStatus: readonly (readonly [number, number])[];
  /** Relative share of the sequence, a whole number ≥ 1. */
  readonly weight: number;
}

/** What is sent: one sequence shared by all connections, repeatable from its seed. */
export interface Scenario {
  readonly requests: readonly ScenarioRequest[];
  readonly seed: number;
}
