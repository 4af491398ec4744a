import { GateError } from '../errors.ts';
import { mergeReports } from './merge-reports.ts';
import type { MergedReport } from './merged-report.ts';
import { readReports } from './read-reports.ts';

export interface FoldersToMerge {
  /** Absolute. */
  readonly folders: readonly string[];
  /** null: as many as the reports announce. */
  readonly expectedCells: number | null;
  /** Absolute; where the merged report will go. */
  readonly reportDirectory: string;
}

/** Reads the reports in the folders and joins them. BAD_OPTIONS when the result would overwrite one of them. */
export function mergeFolders(plan: FoldersToMerge, currentDirectory: string, leakgateVersion: string): MergedReport {
  const { folders, expectedCells, reportDirectory } = plan;
  if (folders.includes(reportDirectory)) {
    throw new GateError(
      'BAD_OPTIONS',
      `The merged report would overwrite a report that it is made of, in ${reportDirectory}`,
      {
        hint: 'Set report-directory to another folder.',
      },
    );
  }
  return mergeReports(readReports(folders, currentDirectory), { leakgateVersion, expectedCells });
}
