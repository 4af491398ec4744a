/** One call on a stack, as the service's engine names it: 0-based line and column in the script with this URL or path. */
export interface GrowthFrame {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

/**
 * How a growth site was found, best first: `insertion`: the container itself told who inserts into it; `logpoint`: the
 * container was seen to grow after this statement ran; `allocation`: what stays was allocated here (a function's place, not
 * always the statement that keeps it).
 */
export type SiteEvidence = 'insertion' | 'logpoint' | 'allocation';

/** A call that was to remove from a growing container and removed nothing, each time that it was seen. */
export interface FutileRemoval {
  /** Innermost call first. */
  readonly frames: readonly GrowthFrame[];
  readonly calls: number;
  /** It was called from within a function that adds, too: not by another kind of request. */
  readonly isBesideGrowth: boolean;
}

/** A further statement that adds to the container. */
export interface OtherSite {
  /** Innermost call first; one of them lies in the service's own code. */
  readonly frames: readonly GrowthFrame[];
  readonly stayed: number;
}

/** Who adds to a growing container: the stack that most of the insertions that stayed came by, innermost call first. */
export interface GrowthSite {
  readonly frames: readonly GrowthFrame[];
  readonly evidence: SiteEvidence;
  readonly seen: number;
  readonly stayed: number;
  /** Most first; absent where one statement adds. */
  readonly others?: readonly OtherSite[];
  /** Absent where none was seen. */
  readonly futileRemoval?: FutileRemoval;
}
