import { readFile } from 'node:fs/promises';
import type { ComparableLeak, ComparableRun } from '../compare/comparable-run.ts';
import type { BaseOutcome } from '../compare/compare-with-base.ts';
import { GateError } from '../errors.ts';
import { comparableReport } from '../report/comparable-report.ts';
import type { LeakReport } from '../report/leak-report.ts';
import { renamesSince } from './find-base.ts';

/** What marks a file that `leakgate baseline` wrote. */
const KIND = 'leakgate baseline';
const VERSION = 1;

/** A run as a file to commit or to keep: stable order, one value a line where people look. */
export function writtenBaseline(run: ComparableRun): string {
  const leaks = run.leaks.toSorted((a, b) => (a.signature < b.signature ? -1 : 1));
  return `${JSON.stringify({ kind: KIND, version: VERSION, ...run, leaks }, null, 2)}\n`;
}

/** The run in a baseline file, or in a report.json; a clause that says what is wrong with it otherwise. */
export function parseBaseline(text: string): ComparableRun | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (content === null || typeof content !== 'object') return 'it is neither a report.json nor a baseline';
  const { kind, version, schemaVersion } = content as Record<string, unknown>;
  if (kind === KIND) {
    if (version !== VERSION) return `it is a baseline of version ${String(version)}, expected ${VERSION}`;
    return isRun(content) ? content : 'its leaks cannot be read';
  }
  if (schemaVersion !== 1) return 'it is neither a report.json nor a baseline';
  try {
    const run = comparableReport(content as LeakReport);
    return isRun(run) ? run : 'its findings cannot be read';
  } catch {
    return 'its findings cannot be read';
  }
}

/** Reads `baseline-report`. BAD_OPTIONS when it cannot be used: it is refused before anything starts. */
export async function readBaseline(path: string): Promise<ComparableRun> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => cause);
  const run = typeof text === 'string' ? parseBaseline(text) : `it cannot be read (${text.code ?? text.message})`;
  if (typeof run !== 'string') return run;
  throw new GateError('BAD_OPTIONS', `baseline-report is '${path}', and ${run}.`, {
    hint: 'Give a report.json of leakgate, or a file that leakgate baseline wrote.',
  });
}

function isRun(value: object): value is ComparableRun {
  const {
    leaks,
    others,
    conclusion,
    commit,
    classes = {},
    heapBytesPerRequest = null,
    heapUsedPerRequest = null,
  } = value as Partial<ComparableRun>;
  return (
    classes !== null &&
    Object.values(classes).every(Number.isFinite) &&
    [heapBytesPerRequest, heapUsedPerRequest].every((rate) => rate === null || Number.isFinite(rate)) &&
    // It is handed to git, so it must be nothing but an id.
    (commit === null || (typeof commit === 'string' && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit))) &&
    (conclusion === 'pass' || conclusion === 'leak' || conclusion === 'inconclusive') &&
    Array.isArray(others) &&
    others.every(isOther) &&
    Array.isArray(leaks) &&
    leaks.every(isLeak)
  );
}

function isOther(value: unknown): boolean {
  const other = value as Partial<ComparableRun['others'][number]> | null;
  return [other?.signature, other?.status, other?.because].every((text) => typeof text === 'string');
}

function isLeak(value: unknown): value is ComparableLeak {
  const leak = value as Partial<ComparableLeak> | null;
  const place = leak?.place ?? null;
  const series = [leak?.requests, leak?.objects, leak?.bytes, leak?.connections ?? leak?.requests];
  return (
    typeof leak?.signature === 'string' &&
    typeof leak.owner === 'string' &&
    (leak.ownerName === null || typeof leak.ownerName === 'string') &&
    (place === null || (typeof place.file === 'string' && Number.isInteger(place.line))) &&
    typeof leak.requestShare === 'number' &&
    leak.requestShare > 0 &&
    series.every((each) => Array.isArray(each) && each.every(Number.isFinite) && each.length === leak.requests?.length)
  );
}

/** The base that `baseline-report` names; null where it names none. `directory`: in the repository that is compared with it. */
export async function baselineOf(path: string | null, directory: string): Promise<BaseOutcome | null> {
  if (path === null) return null;
  const run = await readBaseline(path);
  const renamed = run.commit === null ? new Map<string, string>() : await renamesSince(run.commit, { cwd: directory });
  return { source: 'report', run, renamed, note: null };
}
