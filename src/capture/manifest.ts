import type { MemoryReading } from '../inspector/memory-reading.ts';
import type { LoadSummary } from '../load/load-summary.ts';

/** Facts about the process that was measured. */
export interface ServiceFacts {
  /** null when attached. */
  readonly command: string | null;
  readonly nodeVersion: string;
  readonly v8Version: string;
  readonly pid: number;
  /** Absolute folder the process runs in; script URLs below it are the user's own files. */
  readonly workingDirectory: string;
}

export interface SettleRecord {
  readonly settled: boolean;
  readonly collections: number;
  readonly durationMs: number;
}

/** Something read from a live object between snapshots, by its heap object id. */
export type LiveReading =
  | { readonly kind: 'timer'; readonly nodeId: number; readonly delayMs: number; readonly repeats: boolean; readonly callback: string }
  | { readonly kind: 'bound'; readonly nodeId: number; readonly property: string; readonly limit: number; readonly size: number | null };

export type CaptureKind = 'baseline' | 'round' | 'idle' | 'wait' | 'confirmation';

/** One snapshot and what happened between it and the one before. */
export interface CaptureRecord {
  readonly index: number;
  readonly kind: CaptureKind;
  /** Successful responses since the previous snapshot; 0 for baseline, idle and wait. */
  readonly requests: number;
  readonly load: LoadSummary | null;
  readonly durationMs: number;
  readonly settle: SettleRecord;
  readonly memory: MemoryReading;
  /** Relative to the folder; null when the snapshot was not kept. */
  readonly snapshotFile: string | null;
  readonly captureMs: number;
}

/** The folder's table of contents: everything the analysis needs beside the snapshots. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly leakgateVersion: string;
  readonly service: ServiceFacts;
  readonly url: string;
  readonly requestNames: readonly string[];
  readonly connections: number;
  readonly rate: number | null;
  readonly warmUp: { readonly requests: number; readonly durationMs: number; readonly requestsPerSecond: number; readonly steady: boolean };
  readonly captures: readonly CaptureRecord[];
  readonly liveReadings: readonly LiveReading[];
  readonly timeline: readonly MemoryReading[];
  /** Why the capture ended before its plan was done, or null. */
  readonly endedEarly: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}
