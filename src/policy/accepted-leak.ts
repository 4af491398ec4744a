/** A leak that somebody has taken on for a while; an entry of `accepted` in leakgate.yml. */
export interface AcceptedLeak {
  readonly signature: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it is accepted, `2026-12-31`. */
  readonly until: string;
}

/** An accepted leak and what this run made of it. */
export interface AcceptedLeakState extends AcceptedLeak {
  /**
   * active: it covers a leak of this run; expired: it would, but its date has passed; unmatched: no leak of this run has
   * its signature.
   */
  readonly state: 'active' | 'expired' | 'unmatched';
}
