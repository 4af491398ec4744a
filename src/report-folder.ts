import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeakReport } from './report/leak-report.ts';

export interface ReportFiles {
  /** Absolute path of report.json. */
  readonly report: string;
  /** Absolute path of summary.md. */
  readonly summary: string;
}

/** Writes report.json and summary.md into a folder, which is made where it is missing. */
export function writeReport(report: LeakReport, summaryMarkdown: string, directory: string): ReportFiles {
  mkdirSync(directory, { recursive: true });
  const files = { report: join(directory, 'report.json'), summary: join(directory, 'summary.md') };
  writeFileSync(files.report, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(files.summary, summaryMarkdown.endsWith('\n') ? summaryMarkdown : `${summaryMarkdown}\n`);
  return files;
}
