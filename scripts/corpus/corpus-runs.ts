import type { LeakReport } from '../../src/report/leak-report.ts';
import type { KeptRun } from '../kept-runs.ts';

/** One run of the gate on one case. */
export interface CorpusRun extends KeptRun {
  readonly name: string;
  /** Node's major version, or `own`: what the case brings, or runs this script. */
  readonly node: string;
  /** null: the gate wrote no report. */
  readonly conclusion: LeakReport['verdict']['conclusion'] | null;
  readonly isRight: boolean;
  readonly seconds: number;
}

/** How many cases have been run how often by this gate, and every case that was not right each time. */
export function runsTable(cases: readonly (readonly [name: string, runs: readonly CorpusRun[]])[]): string {
  const lengths = [...new Set(cases.map(([, runs]) => runs.length))].sort((a, b) => b - a);
  const lines = lengths.map((count) => {
    const group = cases.filter(([, runs]) => runs.length === count);
    if (count === 0) return `${group.length} cases not run yet`;
    const right = group.filter(([, runs]) => runs.every(({ isRight }) => isRight)).length;
    return `${right} of ${group.length} cases right in ${count === 1 ? 'their run' : `all of ${count} runs`}`;
  });
  const wrong = cases.filter(([, runs]) => runs.some(({ isRight }) => !isRight));
  return [
    'All runs of this build of the gate:',
    ...lines,
    ...wrong.map(([name, runs]) => `${name}: ${runs.map(({ conclusion }) => conclusion ?? 'no report').join(', ')}`),
  ].join('\n');
}
