/** One call on a stack, as the service's engine names it: 0-based line and column in the script with this URL or path. */
export interface GrowthFrame {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

/** Who adds to a growing container: the stack of insertions that stayed, innermost call first. */
export interface GrowthSite {
  readonly frames: readonly GrowthFrame[];
  readonly seen: number;
  readonly stayed: number;
}
