import type { Shard } from '../options/parse-cell.ts';
import type { LeakReport } from '../report/leak-report.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** One run of a test plan that is spread over machines. */
export interface MergedCell {
  /** As in its report; else the folder it should have been in, or what says that it exists. */
  readonly name: string;
  readonly shard: Shard | null;
  /** missing: it was announced and brought no report; unreadable: what it brought is none. */
  readonly state: 'reported' | 'missing' | 'unreadable';
  /** Why there is no report, a clause; null where there is one. */
  readonly why: string | null;
  readonly report: LeakReport | null;
}

/** Several runs as one. Schema: src/merge/merged-report.schema.json. */
export interface MergedReport {
  readonly schemaVersion: 1;
  readonly kind: 'merged';
  readonly leakgateVersion: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** Those that fail first, else in the order of their names. */
  readonly cells: readonly MergedCell[];
  /** What was dropped, each a sentence. */
  readonly notes: readonly string[];
}

/** The reports that there are. */
export function reportsOf({ cells }: MergedReport): LeakReport[] {
  return cells.flatMap(({ report }) => (report === null ? [] : [report]));
}
