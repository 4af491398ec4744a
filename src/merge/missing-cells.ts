import type { LeakReport } from '../report/leak-report.ts';
import type { MergedCell } from './merged-report.ts';

/**
 * The cells that the others announce and that brought nothing: places of a job's matrix, parts of a scenario, or as many as
 * were expected.
 */
export function missingCells(cells: readonly MergedCell[], expected: number | null): MergedCell[] {
  const reports = cells.flatMap(({ report }) => (report === null ? [] : [report]));
  const missing = [...missingOfJobs(reports), ...missingShards(reports)];
  if (expected === null) {
    // A folder that holds no report is one of those already.
    const unreadable = cells.length - reports.length;
    return missing.slice(Math.min(unreadable, missing.length));
  }
  const lacking = Math.max(0, expected - cells.length);
  return Array.from(
    { length: Math.max(lacking, 0) },
    (_, at) =>
      missing[at] ?? missingCell(`run ${cells.length + at + 1} of ${expected}`, `${expected} reports were expected`),
  );
}

function missingOfJobs(reports: readonly LeakReport[]): MergedCell[] {
  const jobs = new Map<string, { total: number; seen: Set<number> }>();
  for (const { cell } of reports) {
    if (cell.job === null) continue;
    const { id, index, total } = cell.job;
    const job = jobs.get(id) ?? { total, seen: new Set() };
    job.seen.add(index);
    jobs.set(id, { ...job, total: Math.max(job.total, total) });
  }
  return [...jobs].flatMap(([id, { total, seen }]) =>
    missingOf(total, seen).map((index) =>
      missingCell(`${id} ${index + 1} of ${total}`, 'its matrix has this cell, and it brought no report'),
    ),
  );
}

/** Parts of one scenario belong together by service and Node; a job that lacks cells lacks them as cells. */
function missingShards(reports: readonly LeakReport[]): MergedCell[] {
  const incomplete = new Set(missingOfJobs(reports).map(({ name }) => name.replace(/ \d+ of \d+$/u, '')));
  const plans = new Map<string, { total: number; seen: Set<number> }>();
  for (const { cell, service } of reports) {
    if (cell.shard === null || (cell.job !== null && incomplete.has(cell.job.id))) continue;
    const { index, total } = cell.shard;
    const key = JSON.stringify([service.command, service.url, service.nodeVersion, total]);
    const plan = plans.get(key) ?? { total, seen: new Set() };
    plan.seen.add(index - 1);
    plans.set(key, plan);
  }
  return [...plans.values()].flatMap(({ total, seen }) =>
    missingOf(total, seen).map((index) => ({
      ...missingCell('scenario', 'this part of the scenario brought no report'),
      shard: { index: index + 1, total },
    })),
  );
}

/** At most so many are named; a plan has no more. */
const mostMissing = 1000;

function missingOf(total: number, seen: ReadonlySet<number>): number[] {
  const indexes = Array.from({ length: Math.min(total, mostMissing) }, (_, index) => index);
  return indexes.filter((index) => !seen.has(index));
}

function missingCell(name: string, why: string): MergedCell {
  return { name, shard: null, state: 'missing', why, report: null };
}
