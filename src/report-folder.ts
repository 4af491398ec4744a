import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { asGateError, GateError } from './errors.ts';
import { renderFlameGraph } from './report/allocations/flame-graph.ts';
import { toHeapProfile } from './report/allocations/to-heap-profile.ts';
import { toPprof } from './report/allocations/to-pprof.ts';
import { toSpeedscope } from './report/allocations/to-speedscope.ts';
import type { LeakReport } from './report/leak-report.ts';
import { toSarif } from './report/to-sarif.ts';

export interface ReportFiles {
  /** Absolute path of report.json. */
  readonly report: string;
  /** Absolute path of summary.md. */
  readonly summary: string;
  /** Absolute path of report.sarif. */
  readonly sarif: string;
}

/** The profile of the growth as files for its viewers, and where nothing leaked their removal: none of another run stays. */
export const ALLOCATION_FILES = [
  'allocations.html',
  'allocations.speedscope.json',
  'allocations.heapprofile',
  'allocations.pb.gz',
] as const;

/** The scenario that shows the leak, as `scenario` reads it. */
export const SCENARIO_FILE = 'reproduce.json';

/** Where code scanning shows a leak whose place is not known. */
const FALLBACK_FILE = 'package.json';

/** Writes report.json, summary.md and what belongs to them into a folder, which is made where it is missing. Throws REPORT_UNWRITABLE. */
export function writeReport(report: LeakReport, summaryMarkdown: string, directory: string): ReportFiles {
  return orUnwritable(directory, () => {
    const files = writeFiles(report, [report], summaryMarkdown, directory);
    for (const [name, text] of Object.entries({ ...allocationFiles(report), [SCENARIO_FILE]: scenarioText(report) })) {
      if (text === null) rmSync(join(directory, name), { force: true });
      else writeFileSync(join(directory, name), text);
    }
    return files;
  });
}

/** report.json from any value, summary.md, and report.sarif with the runs that they are about. Throws REPORT_UNWRITABLE. */
export function writeFiles(
  value: object,
  runs: readonly LeakReport[],
  summaryMarkdown: string,
  directory: string,
): ReportFiles {
  const [report, summary, sarif] = ['report.json', 'summary.md', 'report.sarif'].map((name) => join(directory, name));
  const log = toSarif(runs, { fallbackFile: FALLBACK_FILE, digest });
  return orUnwritable(directory, () => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(report!, `${JSON.stringify(value, null, 2)}\n`);
    writeFileSync(summary!, summaryMarkdown.endsWith('\n') ? summaryMarkdown : `${summaryMarkdown}\n`);
    writeFileSync(sarif!, `${JSON.stringify(log, null, 2)}\n`);
    return { report: report!, summary: summary!, sarif: sarif! };
  });
}

function orUnwritable<T>(directory: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new GateError(
      'REPORT_UNWRITABLE',
      `The report could not be written into ${directory}: ${asGateError(cause).message}.`,
      { hint: 'Make room there, or give another report-directory.', cause },
    );
  }
}

function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function scenarioText({ reproduction }: LeakReport): string | null {
  return reproduction === null ? null : `${JSON.stringify(reproduction.scenario, null, 2)}\n`;
}

/** By name; null: not part of this report. */
function allocationFiles({
  allocations,
  title,
  leakgateVersion,
}: LeakReport): Record<string, string | Uint8Array | null> {
  if (allocations === null) return Object.fromEntries(ALLOCATION_FILES.map((name) => [name, null]));
  const exporter = `leakgate ${leakgateVersion}`;
  const contents: Record<(typeof ALLOCATION_FILES)[number], string | Uint8Array> = {
    'allocations.html': renderFlameGraph(allocations, { title, leakgateVersion }),
    'allocations.speedscope.json': JSON.stringify(toSpeedscope(allocations, { name: title, exporter })),
    'allocations.heapprofile': JSON.stringify(toHeapProfile(allocations)),
    'allocations.pb.gz': gzipSync(toPprof(allocations)),
  };
  return contents;
}
