import type { LeakReport } from '../../src/report/leak-report.ts';
import type { KeptRun } from '../kept-runs.ts';

/** One run of the gate on one service. */
export interface SoakRun extends KeptRun {
  readonly service: string;
  /** Node's major version. */
  readonly node: string;
  readonly number: number;
  /** null: the gate wrote no report. */
  readonly conclusion: LeakReport['verdict']['conclusion'] | null;
  readonly seconds: number;
  readonly requests: number;
  readonly because: readonly string[];
  readonly rounds: LeakReport['rounds'];
}
