import type { ErrorCode } from '../errors.ts';
import type { AllocationProfile } from '../growth/allocation-tree.ts';
import type { RequestGain } from '../growth/finding.ts';
import type { GrowthSite } from '../growth/growth-site.ts';
import type { WatchedSeries } from '../growth/watched-growth.ts';
import type { MemoryReading, TimelineReading } from '../inspector/memory-reading.ts';
import type { SettleRecord } from '../inspector/settle.ts';
import type { LoadSummary } from '../load/load-summary.ts';
import type { Scenario } from '../load/scenario.ts';
import type { PlanCell } from '../options/gate-options.ts';

/** Facts about the process that was measured. */
export interface ServiceFacts {
  readonly nodeVersion: string;
  readonly v8Version: string;
  readonly pid: number;
  /** Absolute folder the process runs in; script URLs below it are the user's own files. */
  readonly workingDirectory: string;
}

/** Something read from live objects between snapshots, by heap object id; kept so that the analysis can be repeated offline. */
export type LiveReading =
  /** The snapshot's id of a watched container that grows. */
  | { readonly kind: 'watched'; readonly index: number; readonly nodeId: number }
  /** A limit that the owner of a growing path declares: on its entries, each of which leads to `perEntry` of the path's objects (absent: 1). */
  | {
      readonly kind: 'bound';
      readonly path: string;
      readonly property: string;
      readonly limit: number;
      readonly perEntry?: number;
    }
  /** A limit on what entries weigh: how many of the path's objects it holds, by what was used of it before and after more had come. */
  | {
      readonly kind: 'weight-bound';
      readonly path: string;
      readonly property: string;
      readonly limit: number;
      readonly used: number;
      readonly objects: number;
    }
  /** Code removes from the container of a growing path while a condition on something else holds. */
  | { readonly kind: 'eviction'; readonly path: string; readonly condition: string }
  /** Code takes entries out of the container of a growing path; under which condition was not found. */
  | { readonly kind: 'removal'; readonly path: string }
  /** A timer that is pending removes from the container of a growing path, all of it or some. */
  | {
      readonly kind: 'timed-removal';
      readonly path: string;
      readonly code: string;
      readonly delayMs: number;
      readonly isWhole: boolean;
    }
  /** The growing objects of a path are timers; the longest delay among them. */
  | { readonly kind: 'timer'; readonly path: string; readonly delayMs: number; readonly repeats: boolean }
  /** Means over a few of the growing objects of a path: bytes that their views show (null: no views), and the use of their arrays. */
  | {
      readonly kind: 'holdings';
      readonly path: string;
      readonly viewBytes: number | null;
      readonly slots: number;
      readonly usedSlots: number;
      /** Share of the growth that further copies of texts make up. */
      readonly copiedShare: number;
    }
  /** Longest pending timer, or declared expiry of growing objects, that is short enough to wait for. */
  | { readonly kind: 'pending'; readonly delayMs: number; readonly what: string };

/** The shortest load that was seen to grow a leak, tried on the living service after the verdict. */
export interface Reproduction {
  /** Track of the leak. */
  readonly path: string;
  /** The one request of the scenario that is enough; null: all of them were sent. */
  readonly request: string | null;
  readonly connections: number;
  /** So many requests added `grew`; null: too few to see, what is known is its rate alone. */
  readonly seen: { readonly requests: number; readonly grew: number; readonly unit: 'objects' | 'bytes' } | null;
  /** Of the requests sent here; alone a request grows it more often than as one of many. */
  readonly perRequest: number;
  /** What to send, with the values of secret headers left out. */
  readonly scenario: Scenario;
  /** Where the scenario is kept, relative to where the run was started. */
  readonly scenarioFile: string;
}

export type CaptureKind = 'baseline' | 'round' | 'idle' | 'wait' | 'confirmation';

/** Resident memory of the settled service after a load without a snapshot. */
export interface RssReading {
  /** Since the reading before; 0 for the first. */
  readonly requests: number;
  readonly rss: number;
}

/** What became of a leak that leakgate planted itself. */
export interface PositiveControl {
  readonly plantedPerRequest: number;
  readonly found: boolean;
  /** As the rule measured it; null where it did not find it. */
  readonly objectsPerRequest: number | null;
  readonly requests: number;
  /** The end of a sentence that begins with what was planted. */
  readonly because: string;
}

export type CollectorSetting = 'default' | 'aggressive';

/** How much of what some requests allocated outlives collections. */
export interface GcSetting {
  readonly setting: CollectorSetting;
  readonly requests: number;
  /** While the requests ran. */
  readonly minorCollections: number;
  readonly majorCollections: number;
  /** Bytes alive after 0, 1, 2 … forced collections, estimated from samples. */
  readonly survivors: readonly number[];
}

export interface GcStudy {
  readonly settings: readonly GcSetting[];
}

/** Sums over a snapshot's nodes. */
export interface SnapshotTotals {
  readonly nodes: number;
  readonly bytes: number;
  /** The part of `bytes` in code, object shapes and hidden nodes: what V8 makes for itself. */
  readonly ownBytes: number;
  /** The part of `bytes` in the memory of ArrayBuffers, which lies outside V8's heap. */
  readonly arrayBufferBytes: number;
}

/** One snapshot and what happened between it and the one before. */
export interface CaptureRecord {
  readonly index: number;
  readonly kind: CaptureKind;
  /** Successful responses since the previous snapshot; 0 for baseline, idle and wait. */
  readonly requests: number;
  readonly connections: number;
  /** By isolate, HTTP requests that it had taken until then; absent where there is one isolate. */
  readonly served?: readonly number[];
  readonly load: LoadSummary | null;
  /** Since the previous snapshot. */
  readonly durationMs: number;
  /** Connections that the service's servers held and timers that it waited for, beyond those before the load. */
  readonly inFlight: { readonly connections: number; readonly timers: number };
  readonly settle: SettleRecord;
  readonly memory: MemoryReading;
  readonly snapshot: SnapshotTotals;
  /** Relative to the folder; null when the snapshot was not kept. */
  readonly snapshotFile: string | null;
  /** Of further isolates, in their order; empty when they were not kept or there is one isolate. */
  readonly otherSnapshotFiles: readonly string[];
  readonly captureMs: number;
}

/** The folder's table of contents: everything the analysis needs beside the snapshots. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly leakgateVersion: string;
  /** How this leakgate is called, e.g. `node dist/cli.js`. */
  readonly program: string;
  /** null when attached. */
  readonly command: string | null;
  readonly url: string;
  /** Flags of `leakgate run` that repeat this run. */
  readonly commandLine: readonly string[];
  /** Which part of a larger test plan this is; absent in folders of earlier versions. */
  readonly cell?: PlanCell;
  /** The commit that was measured; absent in folders of earlier versions. */
  readonly commit?: string | null;
  /** Time in which it waited for another run's turns; absent in folders of earlier versions. */
  readonly waitedMs?: number;
  /** Rows that a load counts; a flow's steps stand behind its name. */
  readonly requestNames: readonly string[];
  /** Requests that the base of a comparison does not answer as expected, and that are not sent to it; absent in folders of earlier versions. */
  readonly leftOut?: readonly { readonly name: string; readonly because: string }[];
  readonly connections: number;
  readonly rate: number | null;
  /** null when the service was never reached. */
  readonly service: ServiceFacts | null;
  /** What was measured, in the order of isolate numbers: one process, the workers of a cluster, threads. */
  readonly isolates: readonly { readonly name: string; readonly pid: number }[];
  readonly warmUp: {
    readonly requests: number;
    readonly durationMs: number;
    readonly requestsPerSecond: number;
    /** Settled heap per request in the last chunk. */
    readonly bytesPerRequest: number;
    readonly descriptorsPerRequest: number;
    readonly steady: boolean;
  } | null;
  readonly captures: readonly CaptureRecord[];
  /** Objects per request of the rarest leak that the plan was to see; null: no such aim. */
  readonly sensitivity: number | null;
  /** Resident memory after loads without snapshots, where a limit on it was set. */
  readonly rssReadings: readonly RssReading[];
  /** null: not asked for, or not needed. */
  readonly positiveControl: PositiveControl | null;
  readonly gcStudy: GcStudy | null;
  readonly liveReadings: readonly LiveReading[];
  /** By capture: sizes of the large arrays, Maps and Sets that were there at the baseline, in one order; −1: collected. */
  readonly watchedSizes: readonly (readonly number[])[];
  /** Heaps beside those that were measured; absent in folders of earlier versions. */
  readonly watchedHeaps?: WatchedSeries;
  /** URLs of the scripts that findings lie in, by script id. */
  readonly scripts: Readonly<Record<number, string>>;
  /** Positions before compiling or bundling, 0-based, by `url:line:column` of the generated ones. */
  readonly originals: Readonly<
    Record<string, { readonly url: string; readonly line: number; readonly column: number }>
  >;
  /** Where the variable is declared (0-based, as it runs) by which a growing container is named, by path. */
  readonly declarations: readonly {
    readonly path: string;
    readonly url: string;
    readonly line: number;
    readonly column: number;
    /** The nearest function with a name that it is declared in; null or absent: none is known. */
    readonly within?: string | null;
  }[];
  /** Who adds to what grows, by path. */
  readonly growthSites: readonly {
    readonly path: string;
    readonly site: GrowthSite;
  }[];
  /** Source of the lines that add and that were to remove, by the same keys as `originals`; absent in folders of earlier versions. */
  readonly statements?: Readonly<Record<string, string>>;
  /** What a few requests left behind, by the stacks that allocated it; null where nothing leaked. */
  readonly allocations: AllocationProfile | null;
  /** The shortest loads that show the most important leaks, each its own; empty where nothing leaked, absent in folders of earlier versions. */
  readonly reproductions?: readonly Reproduction[];
  /** The request that grows a path, where each was tried alone. */
  readonly growthRequests: readonly { readonly path: string; readonly request: string }[];
  /** The kinds of requests that grow a path together, the one that adds most first; absent in folders of earlier versions. */
  readonly growthKinds?: readonly { readonly path: string; readonly kinds: readonly RequestGain[] }[];
  /** Name and version of the packages on the growth sites' stacks, by their folder. */
  readonly packages: Readonly<Record<string, { readonly name: string; readonly version: string }>>;
  /** Root of the repository, absolute: where paths in reports begin. */
  readonly repositoryRoot: string;
  /** A load that made its round unusable, with the kind of that round. */
  readonly failedLoad: LoadSummary | null;
  readonly timeline: readonly TimelineReading[];
  /** Seconds by phase; `analysis` of all of them was spent waiting for the heap engine, `total` is the whole run. */
  readonly durations: Readonly<Record<string, number>>;
  /** What was given up, each a sentence. */
  readonly notes: readonly string[];
  /** Last output of the service. */
  readonly outputTail: string;
  /** Why the capture ended before its plan was done, or null. */
  readonly endedEarly: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly hint: string | null;
    /** The step that was under way, e.g. `the warm-up`, `round 2`; null: none. */
    readonly during: string | null;
  } | null;
}
