import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writtenBaseline } from '../base/baseline-file.ts';
import type { BaseOutcome } from '../compare/compare-with-base.ts';
import { tightenBaseline } from '../compare/tighten-baseline.ts';
import { comparableReport } from '../report/comparable-report.ts';
import type { LeakReport } from '../report/leak-report.ts';

/** Name of the file that `leakgate baseline` writes, and of the smaller one that a run offers in its report directory. */
export const BASELINE_FILE = 'leakgate-baseline.json';

/**
 * After a comparison with a baseline: where this run does better, the smaller baseline is written into the report's folder and
 * the report says so. What is worse is never taken over.
 */
export async function offerBaseline(
  report: LeakReport,
  base: BaseOutcome | null,
  directory: string,
): Promise<LeakReport> {
  if (base?.source !== 'report' || report.comparison === null) return report;
  const better = tightenBaseline(base.run, comparableReport(report), report.comparison.changes, base.renamed);
  if (better === null) return report;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, BASELINE_FILE), writtenBaseline(better.run));
  const what = [
    better.fixed === 0 ? [] : [`${better.fixed} of its leaks ${better.fixed === 1 ? 'is' : 'are'} gone`],
    better.slower === 0 ? [] : [`${better.slower} ${better.slower === 1 ? 'is' : 'are'} slower`],
  ].flat();
  const note = `The baseline can become smaller, ${what.join(' and ')}: take ${BASELINE_FILE} from the folder of this report.`;
  return { ...report, notes: [...report.notes, note] };
}
