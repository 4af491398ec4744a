import type { GcStudy, PositiveControl, SnapshotTotals } from '../capture/manifest.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { AllocationProfile } from '../growth/allocation-tree.ts';
import type { Finding } from '../growth/finding.ts';
import type { AllocationFrame } from '../growth/readable-allocations.ts';
import type { TimelineReading } from '../inspector/memory-reading.ts';
import type { LoadFailure, RequestCount } from '../load/load-summary.ts';
import type { PlanCell } from '../options/gate-options.ts';
import type { AcceptedLeakState } from '../policy/accepted-leak.ts';
import type { Check, Verdict } from '../verdict/verdict.ts';
import type { CrossChecks } from './cross-checks.ts';
import type { ReportReproduction } from './reproduction.ts';

/** One row per snapshot: baseline first. */
export interface ReportRound {
  readonly kind: 'baseline' | 'round' | 'idle' | 'wait' | 'confirmation';
  /** Successful responses since the previous snapshot. */
  readonly requests: number;
  readonly failed: number;
  /** No load ran. */
  readonly idle: boolean;
  readonly durationMs: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly rss: number;
  readonly openFileDescriptors: number | null;
  readonly settled: boolean;
  /** Sums over the snapshot's nodes; null where none was taken. */
  readonly snapshot: SnapshotTotals | null;
  readonly snapshotFile: string | null;
}

/** The run as one serialisable value; every renderer starts from it. Schema: src/report/leak-report.schema.json. */
export interface LeakReport {
  readonly schemaVersion: 1;
  readonly leakgateVersion: string;
  /** The commit that was measured, 40 hex digits; null where the service lies in no git repository. */
  readonly commit: string | null;
  /** The first line of the summary, without its symbol: the verdict, the place and the size. */
  readonly title: string;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** Most important first. */
  readonly findings: readonly Finding[];
  /** Which part of a larger test plan this run is. */
  readonly cell: PlanCell;
  /** This run against its base; null: none was asked for. */
  readonly comparison: Comparison | null;
  /** Every entry of `accepted`, in its order. */
  readonly accepted: readonly AcceptedLeakState[];
  readonly rounds: readonly ReportRound[];
  readonly service: {
    readonly command: string | null;
    readonly url: string;
    readonly nodeVersion: string | null;
    readonly v8Version: string | null;
    readonly pid: number | null;
    /** What was measured: the process, or the workers of a cluster and threads, by name. */
    readonly processes: readonly string[];
    /** Last lines that the service printed, for verdicts that need them (inconclusive); else ''. */
    readonly outputTail: string;
  };
  readonly load: {
    readonly requests: number;
    readonly failed: number;
    readonly connections: number;
    readonly rate: number | null;
    readonly requestsPerSecond: number | null;
    readonly warmUpRequests: number;
    readonly perRequest: readonly RequestCount[];
    /** Whole flows, by name; absent: the scenario has none. */
    readonly perFlow?: readonly RequestCount[];
    readonly firstFailure: LoadFailure | null;
  };
  /** Requests judged, retainer paths compared, and the smallest leak that would have been seen with 99 % probability. */
  readonly sensitivity: {
    readonly requests: number;
    readonly retainerPaths: number;
    /** e.g. 85: one object per 85 requests; null when nothing was judged. */
    readonly oneObjectPerRequests: number | null;
  };
  /** Share of the heap's growth that the findings explain, 0…1; null where the heap did not grow. */
  readonly explainedShare: number | null;
  /** What some requests after the verdict left behind, by the functions that allocated it; null where nothing leaked. */
  readonly allocations: AllocationProfile<AllocationFrame> | null;
  /** Growth over the run by independent measures; null where fewer than two snapshots were taken. */
  readonly crossChecks: CrossChecks | null;
  /** A leak that leakgate planted; null: not asked for, or not needed. */
  readonly positiveControl: PositiveControl | null;
  /** What outlives collections; null: not asked for. */
  readonly gcStudy: GcStudy | null;
  readonly classGrowth: readonly {
    readonly name: string;
    readonly objects: number;
    readonly shallowBytes: number;
    readonly retainedBytes: number;
    /** One value a snapshot, baseline first. */
    readonly shallowBytesPerSnapshot: readonly number[];
  }[];
  readonly timeline: readonly TimelineReading[];
  /** Seconds by phase; `analysis` of all of them was spent waiting for the heap engine, `total` is the whole run. */
  readonly durations: Readonly<Record<string, number>>;
  /** How leakgate is called in commands that a reader pastes, e.g. `npx leakgate`. */
  readonly program: string;
  /** The shortest run that shows the most important leak; null where nothing leaked. */
  readonly reproduction: ReportReproduction | null;
  /** The command that repeats this run on a developer's machine. */
  readonly reproduce: string;
  /** What was given up or dropped, each a sentence. */
  readonly notes: readonly string[];
}
