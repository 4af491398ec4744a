import type { SiteEvidence } from './growth-site.ts';

/** What became of a growing path; `isLeak` tells which of them fail a run. */
export type FindingStatus =
  | 'leak' // grew with the requests, as predicted, and was not released
  | 'plateau' // grew and stopped, or a declared bound holds it
  | 'background' // grows without requests too
  | 'per-connection' // grows with connections, not with requests
  | 'released' // shrank again while idle
  | 'undecided'; // too little evidence in the time given

/** How memory grows; each mode has its own advice. */
export const growthModes = [
  'growing-collection',
  'listener-accumulation',
  'closure-chain',
  'timer',
  'pending-promise',
  'pinned-backing-store',
  'growing-string',
  'duplicate-strings',
  'vm-context',
  'file-descriptor', // and handles: sockets, watchers, workers
  'off-heap',
  'growing-objects', // none of the others: objects that pile up behind a plain reference
] as const;
export type GrowthMode = (typeof growthModes)[number];

/** A place in a script: 1-based line and column; `file` is relative to the repository where it lies within it. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The file lies in the repository, outside node_modules. */
  readonly inRepository: boolean;
}

/** One step of a retainer path in the reader's words, from a root to the growing objects. */
export interface RetainerStep {
  /** How the previous step holds this one: `.sessions`, `variable store`, `[entry]`, `→ native reference`; '' for the first. */
  readonly reference: string;
  /** What it is: `Map`, `Server`, `Session`, `(GC roots)`. */
  readonly name: string;
  readonly position: SourcePosition | null;
  /** The part of the path that grows, from the container down. */
  readonly suspect: boolean;
}

/** One call on a growth site's stack; position null: Node's own or evaluated code. */
export interface SiteFrame {
  readonly functionName: string;
  readonly position: SourcePosition | null;
}

/** What a kind of request adds when it is sent alone. */
export interface RequestGain {
  /** `ScenarioRequest.name`. */
  readonly name: string;
  readonly perRequest: number;
}

/** A memory growth that was measured, whether or not it fails the run. */
export interface Finding {
  /** Equal across processes and commits. */
  readonly signature: string;
  readonly growthMode: GrowthMode;
  readonly status: FindingStatus;
  /** The container in the reader's words: ``Map `sessions` (variable in src/store.ts)``. */
  readonly owner: string;
  /** The container's own name alone, e.g. `sessions`; null where it has none. */
  readonly ownerName: string | null;
  /** What is added: `Session`, `listener onData`, `file descriptor`. */
  readonly content: string;
  readonly objectsPerRequest: number;
  readonly retainedBytesPerRequest: number;
  /** Growth over all judged rounds. */
  readonly objects: number;
  readonly retainedBytes: number;
  /** Bytes freed with nothing but this finding; the rest is shared with others. null: not computed. */
  readonly exclusiveBytes: number | null;
  /** One entry a round, in the order of `rounds` without the baseline: objects and retained bytes gained. */
  /** Who keeps the objects; null: not computed. */
  readonly retainers: {
    /** Independent holders of one of them: with more than one, removing the shown edge alone frees nothing. */
    readonly independent: number;
    /** Bytes per object that removing the shown edge alone frees. */
    readonly freedBytesEach: number;
    /** The other holders, e.g. `.last of Session`. */
    readonly others: readonly string[];
  } | null;
  readonly perRound: readonly { readonly objects: number; readonly retainedBytes: number }[];
  /** What grows with connections: how many each round's load opened, in the order of `perRound`; absent for all else. */
  readonly connections?: readonly number[];
  readonly retainerPath: readonly RetainerStep[];
  /** Statement that inserts into the container. */
  readonly growthSite: SourcePosition | null;
  /** insertion: the container told it; logpoint: it grew after the statement ran; allocation: what stays was made there. */
  readonly growthSiteEvidence: SiteEvidence | null;
  /** Source of that statement's line; null: not known. */
  readonly growthStatement: string | null;
  /** Further lines of the repository that add to it, most first, with their share of all that was seen to stay; absent where one adds. */
  readonly growthOtherSites?: readonly {
    readonly position: SourcePosition;
    /** Source of that line; null: not known. */
    readonly statement: string | null;
    readonly share: number;
  }[];
  /** A call that was to remove from the container and found nothing to remove, as often as it was seen; null: none was seen. */
  readonly growthRemoval: {
    readonly position: SourcePosition;
    /** Source of that call's line; null: not known. */
    readonly statement: string | null;
    readonly calls: number;
    /** It was called from within a function that adds, too; else it may be there for something else. */
    readonly isBesideGrowth: boolean;
  } | null;
  /** The package in which `growthSite` lies; null: in the repository, or not known. */
  readonly growthPackage: { readonly name: string; readonly version: string } | null;
  /** Calls that lead to it, innermost first; empty where it was not seen live. */
  readonly growthStack: readonly SiteFrame[];
  /** Nearest place known in the repository: growth site, else where the container's scope or class is defined. */
  readonly place: SourcePosition | null;
  /** `ScenarioRequest.name` that grows it; null when several could and none was singled out. */
  readonly request: string | null;
  /** Where several kinds of requests grow it: what each adds, the most first; absent where one does, where none was told, and for bytes. */
  readonly requestKinds?: readonly RequestGain[];
  /** Processes and threads in which it grew, e.g. `worker 2 (pid 4711)`; empty in a service of one process. */
  readonly processes: readonly string[];
  /** Why it has its status, a sentence with the numbers. */
  readonly because: string;
}

/** Growth that fails a run unless the policy says otherwise. */
export function isLeak({ status }: { readonly status: FindingStatus | null }): boolean {
  return status === 'leak' || status === 'per-connection';
}
