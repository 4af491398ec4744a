import type { GrowthMode } from '../growth/finding.ts';
import type { AcceptedLeak } from './accepted-leak.ts';

export { growthModes } from '../growth/finding.ts';

/** What exceeding a limit does: nothing, a warning, or a failed run. */
export type Level = 'off' | 'warn' | 'error';
export const levels = ['off', 'warn', 'error'] as const satisfies readonly Level[];

/** A limit for the leaks that it picks; the first of the list that picks a leak decides on it. */
export interface LeakLimit {
  readonly kind: 'leaks';
  /** All that are given must fit; at least one is. */
  readonly growthMode: GrowthMode | null;
  /** Name of the request that grows it, e.g. `POST /login`; `*` stands for any text. */
  readonly endpoint: string | null;
  /** The container's name or its description; `*` stands for any text. */
  readonly owner: string | null;
  /** Bytes; null: as for all other leaks. */
  readonly maxGrowthPerRequest: number | null;
  readonly level: Level;
}

/** What is measured on the whole process, whether or not anything leaks. */
export type RunMetric =
  | 'off-heap-growth-per-request' // bytes
  | 'file-descriptors-per-request'
  | 'peak-heap' // bytes
  | 'peak-rss' // bytes; the snapshots' own share included
  | 'gc-time-share'; // 0…1 of the time under load
export const runMetrics = [
  'off-heap-growth-per-request',
  'file-descriptors-per-request',
  'peak-heap',
  'peak-rss',
  'gc-time-share',
] as const satisfies readonly RunMetric[];
export const metricsInBytes: readonly RunMetric[] = ['off-heap-growth-per-request', 'peak-heap', 'peak-rss'];

/** A limit for the process. */
export interface RunLimit {
  readonly kind: 'run';
  readonly metric: RunMetric;
  readonly atMost: number;
  readonly level: Level;
}

export type PolicyLimit = LeakLimit | RunLimit;

/** What a team lets through. */
export interface LeakPolicy {
  /** Retained bytes per request that a leak may have, where no limit of the list says otherwise. */
  readonly maxGrowthPerRequest: number;
  /** Retained bytes that all leaks together may gain over the run; null: no such limit. */
  readonly maxGrowth: number | null;
  /** Resident memory per request; null: RSS only warns. */
  readonly maxRssGrowthPerRequest: number | null;
  readonly limits: readonly PolicyLimit[];
  readonly accepted: readonly AcceptedLeak[];
  /** A leak that the base has too, at the same rate or a higher one. */
  readonly onKnown: 'warn' | 'fail';
  /** An accepted leak whose date has passed, or that is not there any more. */
  readonly onExpired: 'warn' | 'fail';
  /** A leak that could not be compared with any base. */
  readonly onUncompared: 'warn' | 'fail';
}

/** Fails on any leak over 0 bytes, and knows nothing else. */
export const plainPolicy: LeakPolicy = {
  maxGrowthPerRequest: 0,
  maxGrowth: null,
  maxRssGrowthPerRequest: null,
  limits: [],
  accepted: [],
  onKnown: 'warn',
  onExpired: 'warn',
  onUncompared: 'fail',
};

/** Whether one leak is enough to decide the run, so that no other needs to be followed to its end. */
export function anyLeakFails({ limits, accepted, onUncompared }: LeakPolicy): boolean {
  return limits.every((limit) => limit.kind === 'run') && accepted.length === 0 && onUncompared === 'fail';
}
