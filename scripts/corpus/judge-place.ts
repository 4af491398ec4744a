import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Finding, SourcePosition } from '../../src/growth/finding.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import type { CaseFolder } from './corpus-case.ts';

/** How far a report names what its case file says; null: the case does not say. */
export interface PlaceJudgement {
  readonly owner: boolean | null;
  readonly mode: boolean | null;
  /** The annotated line is within one of the right statements of the service. */
  readonly site: boolean | null;
  /** A frame of the stack lies in the package that leaks. */
  readonly frame: boolean | null;
  /** What was said instead, for the misses. */
  readonly said: string;
}

/** Compares the most important leak of a report with the truth of its case. */
export function judgePlace({ folder, truth }: CaseFolder, report: LeakReport | null): PlaceJudgement {
  const leak = report?.findings.find(({ status }) => status === 'leak');
  const { owner, growthMode, site, frameIn } = truth.expected;
  if (leak === undefined) return { owner: false, mode: false, site: false, frame: null, said: 'no leak' };
  const owned = `${leak.owner} ${leak.ownerName ?? ''}`;
  return {
    owner: owner === undefined ? null : owner.some((words) => owned.includes(words)),
    mode: growthMode === undefined ? null : growthMode === leak.growthMode,
    site: site === undefined ? null : site.statements.some((text) => isWithin(folder, site.file, text, leak.place)),
    frame: frameIn === undefined ? null : hasFrameIn(leak, frameIn),
    said: `${leak.growthMode} · ${leak.owner} · ${textOf(leak.place)} · ${textOf(leak.growthSite)} (${leak.growthSiteEvidence ?? 'not seen'})`,
  };
}

/** Whether a position lies in the statement, which occurs once in the file. */
function isWithin(folder: string, file: string, statement: string, place: SourcePosition | null): boolean {
  // The repository begins at the case itself, or above it.
  if (place === null || (place.file !== file && !place.file.endsWith(`${basename(folder)}/${file}`))) return false;
  const text = readFileSync(join(folder, file), 'utf8');
  const start = text.indexOf(statement);
  const offset = offsetOf(text, place);
  return start >= 0 && offset >= start && offset < start + statement.length;
}

function offsetOf(text: string, { line, column }: SourcePosition): number {
  const lines = text.split('\n');
  return lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

function hasFrameIn({ growthStack, growthSite }: Finding, name: string): boolean {
  const files = [growthSite, ...growthStack.map(({ position }) => position)].map((position) => position?.file ?? '');
  return files.some((file) => file.startsWith(`node_modules/${name}/`) || file.includes(`/node_modules/${name}/`));
}

function textOf(position: SourcePosition | null): string {
  return position === null ? 'no place' : `${position.file}:${position.line}:${position.column}`;
}

/** `owners 60 of 66 · modes 65 of 66 · …`, and the misses. */
export function shareOf(rows: readonly { readonly name: string; readonly judged: PlaceJudgement }[]): string[] {
  const parts = ['owner', 'mode', 'site', 'frame'] as const;
  const shares = parts.map((part) => {
    const told = rows.filter(({ judged }) => judged[part] !== null);
    const right = told.filter(({ judged }) => judged[part] === true).length;
    return `${part}s ${right} of ${told.length}`;
  });
  const misses = rows
    .filter(({ judged }) => parts.some((part) => judged[part] === false))
    .map(({ name, judged }) => {
      const wrong = parts.filter((part) => judged[part] === false).join(', ');
      return `  ${name}: wrong ${wrong}: ${judged.said}`;
    });
  return [`named rightly: ${shares.join(' · ')}`, ...misses];
}
