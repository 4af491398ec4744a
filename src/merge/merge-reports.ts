import { answerableFindings } from '../report/answerable-findings.ts';
import { plainName, quoteName } from '../report/escape.ts';
import { failingFindings } from '../report/failing-findings.ts';
import { formatCount, formatCounted } from '../report/format.ts';
import type { LeakReport } from '../report/leak-report.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { MergedCell, MergedReport } from './merged-report.ts';
import { missingCells } from './missing-cells.ts';

/** What one folder brought. */
export type FoundReport =
  | { readonly folder: string; readonly report: LeakReport }
  | { readonly folder: string; readonly problem: string };

export interface MergeOptions {
  readonly leakgateVersion: string;
  /** How many cells there should be; null: as many as the reports announce. */
  readonly expectedCells: number | null;
}

/**
 * Joins the runs of a test plan: a leak in one is a leak of the whole, and a cell without a report or verdict leaves the whole
 * without one, because what it would have shown is not known.
 */
export function mergeReports(found: readonly FoundReport[], options: MergeOptions): MergedReport {
  const { cells: reported, notes } = withoutRepeats(found.map(cellOf));
  const cells = [...reported, ...missingCells(reported, options.expectedCells)].toSorted(byGravity);
  const verdict = joinVerdicts(cells);
  return {
    schemaVersion: 1,
    kind: 'merged',
    leakgateVersion: options.leakgateVersion,
    title: titleOf(cells, verdict),
    verdict,
    cells,
    notes,
  };
}

function cellOf(found: FoundReport): MergedCell {
  if ('problem' in found)
    return { name: found.folder, shard: null, state: 'unreadable', why: found.problem, report: null };
  const { cell } = found.report;
  return { name: cell.name ?? found.folder, shard: cell.shard, state: 'reported', why: null, report: found.report };
}

/** A job that ran twice leaves two reports of one cell; the graver of the two counts. */
function withoutRepeats(all: readonly MergedCell[]): { cells: MergedCell[]; notes: string[] } {
  const cells = new Map<string, MergedCell>();
  const notes: string[] = [];
  for (const cell of all) {
    const identity = identityOf(cell);
    const before = cells.get(identity);
    if (before !== undefined) notes.push(`${cellName(cell)} was reported twice; the graver report counts.`);
    if (before === undefined || byGravity(cell, before) < 0) cells.set(identity, cell);
  }
  return { cells: [...cells.values()], notes };
}

/** Two steps of one job share its name and measure different services or requests. */
function identityOf({ name, shard, why, report }: MergedCell): string {
  if (report === null) return JSON.stringify([name, why]);
  const { command, url } = report.service;
  const requests = report.load.perRequest.map((row) => row.name);
  return JSON.stringify([name, shard, report.cell.job, command, url, requests]);
}

const GRAVITY = { leak: 0, inconclusive: 1, pass: 3 } as const;

function gravityOf({ report }: MergedCell): number {
  return report === null ? 2 : GRAVITY[report.verdict.conclusion];
}

function byGravity(a: MergedCell, b: MergedCell): number {
  return gravityOf(a) - gravityOf(b) || compareText(a.name, b.name) || (a.shard?.index ?? 0) - (b.shard?.index ?? 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function joinVerdicts(cells: readonly MergedCell[]): Verdict {
  const grave = cells.filter((cell) => gravityOf(cell) < 3);
  if (grave.length === 0) {
    const because = cells.length === 0 ? [] : [`${formatCounted(cells.length, 'run')} found no leak.`];
    return { conclusion: cells.length === 0 ? 'inconclusive' : 'pass', because, nextStep: null };
  }
  const leaks = grave.some((cell) => gravityOf(cell) === 0);
  return {
    conclusion: leaks ? 'leak' : 'inconclusive',
    because: grave.map((cell) => `${cellName(cell)}: ${cell.report?.title ?? cell.why}.`),
    nextStep: leaks ? null : nextStepOf(grave[0]!),
  };
}

function nextStepOf({ report }: MergedCell): string | null {
  if (report !== null) return report.verdict.nextStep;
  return 'See why its job brought no report, and upload the report even when the job fails (`if: always()`).';
}

/** Whether a cell is missing or has no verdict, whatever the others found. */
export function isIncomplete({ cells }: Pick<MergedReport, 'cells'>): boolean {
  return cells.some((cell) => gravityOf(cell) === 1 || gravityOf(cell) === 2);
}

function titleOf(cells: readonly MergedCell[], { conclusion }: Verdict): string {
  const of = `of ${formatCounted(cells.length, 'run')}`;
  const lacking = cells.filter((cell) => gravityOf(cell) === 1 || gravityOf(cell) === 2);
  const without = lacking.length === 0 ? '' : `; no verdict on ${formatCount(lacking.length)}`;
  if (conclusion === 'leak') {
    const leaky = cells.filter((cell) => gravityOf(cell) === 0);
    const [first] = leaky.filter(({ report }) => answerableFindings(report!).length > 0).concat(leaky);
    return `Leak in ${formatCount(leaky.length)} ${of}${without}: ${cellName(first!)}: ${withoutVerdict(first!)}`;
  }
  if (conclusion === 'pass') return `No leak in ${formatCounted(cells.length, 'run')}`;
  const [first] = lacking;
  if (first === undefined) return 'No verdict: there is no report';
  return `No verdict on ${formatCount(lacking.length)} ${of}: ${cellName(first)}: ${first.report === null ? first.why : withoutVerdict(first)}`;
}

function withoutVerdict({ report }: MergedCell): string {
  return report!.title.replace(/^(?:Leak|No verdict): /u, '');
}

/** `` `leaks (api, 24)`, part 1 of 3 ``. */
export function cellName({ name, shard }: Pick<MergedCell, 'name' | 'shard'>): string {
  return `${quoteName(name)}${shard === null ? '' : `, part ${shard.index} of ${shard.total}`}`;
}

/** The failing leaks of all cells, each once: those of shards of one service are the same leak. */
export function leaksIn({ cells }: MergedReport): number {
  const signatures = cells.flatMap(({ report }) =>
    report === null
      ? []
      : failingFindings(report).map(({ signature }) => `${plainName(report.service.command ?? '')}\n${signature}`),
  );
  return new Set(signatures).size;
}
