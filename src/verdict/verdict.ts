export type Conclusion = 'pass' | 'leak' | 'inconclusive';

/** One piece of evidence against one limit. */
export interface Check {
  /** e.g. `retained-bytes-per-request`, `failed-requests`, `settled`. */
  readonly metric: string;
  /** What it was measured on: a finding's signature, `round 2`, or `run`. */
  readonly subject: string;
  readonly operator: '<=' | '<' | '>=' | '=';
  readonly limit: number;
  readonly actual: number | null;
  /** The values per round that `actual` was made of. */
  readonly values: readonly number[];
  /** What a failed check leads to. */
  readonly level: 'leak' | 'inconclusive' | 'warn';
  readonly passed: boolean;
  /** The check as a sentence. */
  readonly message: string;
}

export interface Verdict {
  readonly conclusion: Conclusion;
  /** Sentences, most important first. */
  readonly because: readonly string[];
  /** What to do next, a sentence; null on a plain pass. */
  readonly nextStep: string | null;
}
