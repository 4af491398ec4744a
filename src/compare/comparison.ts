import type { SourcePosition } from '../growth/finding.ts';
import type { Conclusion } from '../verdict/verdict.ts';

/** What became of one leak between the base and this run. Only `new` and `faster` fail. */
export type Change =
  | 'new' // leaks here and not in the base
  | 'faster' // leaks in both, and here at a rate beyond the joint error of the two
  | 'known' // leaks in both at the same rate, as far as the two can tell
  | 'slower' // leaks in both, and here at a lower rate
  | 'fixed'; // leaked in the base and does not here

/** One leak of either run, joined by signature. */
export interface LeakChange {
  /** As in this run's findings; for `fixed` as it would read here, files renamed since the base included. */
  readonly signature: string;
  readonly change: Change;
  /** What the rates count: objects where both runs counted some, else retained bytes. */
  readonly unit: 'objects' | 'bytes';
  /** What the rates are of, where it is not requests. */
  readonly per?: 'connection';
  /** Per request; 0 where the run has no such leak. */
  readonly baseRate: number;
  readonly headRate: number;
  /** The container in the reader's words, of this run; of the base for `fixed`. */
  readonly owner: string;
  readonly ownerName: string | null;
  readonly place: SourcePosition | null;
  /** Why it is this change, a clause with the numbers. */
  readonly because: string;
}

/** What this run was compared with. */
export interface ComparedBase {
  /** 40 hex digits; null where it is not known. */
  readonly commit: string | null;
  /** measured: in this job; cached: in an earlier job, same commit and scenario; report: read from `baseline-report`. */
  readonly source: 'measured' | 'cached' | 'report';
  /** inconclusive: this run was judged alone, and `note` says why. */
  readonly conclusion: Conclusion;
}

/** A run against its base. The verdict has taken it into account. */
export interface Comparison {
  readonly base: ComparedBase;
  /** New ones first, then faster, known, slower, fixed; empty where this run was judged alone. */
  readonly changes: readonly LeakChange[];
  /** What a reader must know of how the two were compared, in sentences; null: nothing. */
  readonly note: string | null;
}
