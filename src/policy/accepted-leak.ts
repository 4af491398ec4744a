/** A leak that somebody has taken on for a while; an entry of `accepted` in leakgate.yml. */
export interface AcceptedLeak {
  readonly signature: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it is accepted, `2026-12-31`. */
  readonly until: string;
  /** Retained bytes per request up to which it is accepted; absent: at any rate. Growth with connections has no such rate. */
  readonly maxGrowthPerRequest?: number;
}

/** An accepted leak and what this run made of it. */
export interface AcceptedLeakState extends AcceptedLeak {
  /**
   * active: it covers a leak of this run; expired: it would, but its date has passed; exceeded: it would, but the leak grows by more than was
   * accepted; unmatched: no leak of this run has its signature.
   */
  readonly state: 'active' | 'expired' | 'exceeded' | 'unmatched';
}
