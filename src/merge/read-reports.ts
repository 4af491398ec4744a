import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { FoundReport } from './merge-reports.ts';
import type { MergedReport } from './merged-report.ts';
import { validateReport } from './validate-report.ts';

const REPORT = 'report.json';
/** A folder of artifacts holds one folder each, and those may hold the report folder. */
const deepest = 3;
const largestBytes = 256 * 2 ** 20;

/**
 * The reports in the given folders: in each one itself, or in the folders below it, as downloaded artifacts lie. A folder
 * without any is found with that as its problem. Links are not followed: an artifact may come from a fork. What an earlier merge wrote is no run.
 */
export function readReports(folders: readonly string[], currentDirectory: string): FoundReport[] {
  return folders.flatMap((folder) => {
    const path = join(currentDirectory, relative(currentDirectory, folder));
    const files = findReports(path, deepest);
    const place = relative(currentDirectory, path) || basename(path);
    if (files.length === 0) return [{ folder: place, problem: 'its folder holds no report.json' }];
    return files.map((file) => readReport(file, relative(currentDirectory, join(file, '..')) || place));
  });
}

function readReport(file: string, folder: string): FoundReport {
  const { size } = lstatSync(file);
  if (size > largestBytes) return { folder, problem: `its report.json has ${size} bytes` };
  const result = validateReport(readFileSync(file, 'utf8'));
  return { folder, ...result };
}

function findReports(folder: string, depth: number): string[] {
  const entries = entriesOf(folder);
  const own = entries.find((entry) => entry.name === REPORT && entry.isFile());
  if (own !== undefined && !isMerged(join(folder, REPORT))) return [join(folder, REPORT)];
  if (depth === 0) return [];
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders.sort().flatMap((name) => findReports(join(folder, name), depth - 1));
}

function isMerged(file: string): boolean {
  if (lstatSync(file).size > largestBytes) return false;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as Partial<MergedReport> | null)?.kind === 'merged';
  } catch {
    return false; // the caller says what is wrong with it
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // the caller says that nothing was found
  }
}
