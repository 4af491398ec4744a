/** `wait` is a longer idle round, for something declared that the idle round was too short for. */
export type RoundKind = 'baseline' | 'round' | 'idle' | 'wait' | 'confirmation';

/** What happened before each snapshot; index 0 is the baseline. */
export interface RoundFacts {
  readonly kind: RoundKind;
  readonly requests: number;
  readonly connections: number;
  /** Seconds between the previous snapshot and this one. */
  readonly seconds: number;
}

/** One quantity with a value at every snapshot: the objects on a merged path, open descriptors, bytes outside the heap. */
export interface Track {
  readonly key: string;
  readonly unit: 'objects' | 'descriptors' | 'bytes';
  /** Counts only where no other track of the heap says what became of the growth. */
  readonly isFallback?: boolean;
  /** Keys of moving tracks above it on the retainer path, nearest first; of external memory, of those that hold the buffers in it. */
  readonly ancestors: readonly string[];
  readonly values: readonly number[];
  /** That part of it which may come in few large steps; see `judgeSteps`. */
  readonly inSteps?: readonly number[];
  /** Least gain per request that deserves a look; 0 for counts, whose least total is `fewestObjects`. */
  readonly leastPerRequest: number;
  /** Objects of the same kind that are there at the last value, by the value that first counted them; not known for all tracks. */
  readonly survivors?: readonly number[] | null;
  /** So many of it there can be; see `MovingPath.places`. */
  readonly places?: number | null;
  /** Of a container's size: the key of a path that gained the same in every round, and so tells which entries stayed. */
  readonly twin?: string | null;
  /** Gain over the run below which a confirmed growth is still told from nothing; 0: the rule's own numbers are enough. */
  readonly leastTotal: number;
}

/** A limit that the growing container declares, e.g. lru-cache's `max`, and whether the heap can hold it full. */
export interface DeclaredBound {
  readonly property: string;
  /** In the track's unit. */
  readonly limit: number;
  readonly fits: boolean;
  /** Where the limit is one on what entries weigh: as declared, and how much of it is used. */
  readonly weight?: { readonly limit: number; readonly used: number };
}

/** Growth in some of the service's processes: how many requests reach these differs from round to round. */
export interface PartialGrowth {
  /** Requests that these processes took before each snapshot; null: nobody counted them. */
  readonly requests: readonly number[] | null;
}

/** What was read from the live service about a suspect, beside its series. */
export interface LiveFacts {
  readonly bound: DeclaredBound | null;
  /** The growing objects are timers: the longest delay, and whether they repeat. */
  readonly timer: { readonly delayMs: number; readonly repeats: boolean } | null;
  /** null: it grows in all of the service's processes alike. */
  readonly partial: PartialGrowth | null;
  /** The condition on something else under which code removes from the container, `live.length > most`; null: none was found. */
  readonly eviction: string | null;
  /** Code takes entries out of the container, under a condition that was not found. */
  readonly isRemovedFrom: boolean;
  /** A timer for which no idle round has waited removes from the container: all that is there, or some of it. */
  readonly timedRemoval: { readonly code: string; readonly delayMs: number; readonly isWhole: boolean } | null;
}

export const NOTHING_KNOWN: LiveFacts = {
  bound: null,
  timer: null,
  partial: null,
  eviction: null,
  isRemovedFrom: false,
  timedRemoval: null,
};
