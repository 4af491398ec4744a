import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseBaseline, readBaseline, writtenBaseline } from '../base/baseline-file.ts';
import { renamesSince } from '../base/find-base.ts';
import type { ComparableRun } from '../compare/comparable-run.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { tightenBaseline } from '../compare/tighten-baseline.ts';
import { GateError } from '../errors.ts';
import { badOptions, quoted } from '../options/bad-options.ts';
import { loadPolicy } from '../options/load-options.ts';
import { whyFileUnwritable } from '../options/why-unwritable.ts';
import { BASELINE_FILE } from '../run/offer-baseline.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

/**
 * `leakgate baseline`: records the leaks of the last report as known. A baseline that exists only ever becomes smaller: fixed leaks
 * leave it, slower ones take their new rate; new and faster ones are refused, unless `--force` records them all.
 */
export async function baseline(
  { given, flags }: Extract<CommandLine, { kind: 'command' }>,
  { currentDirectory }: CliContext,
): Promise<CommandResult> {
  const policy = loadPolicy(given, currentDirectory);
  const run = readReport(join(policy.reportDirectory, 'report.json'));
  const path = policy.baselineReport ?? resolve(currentDirectory, BASELINE_FILE);
  const shown = relative(currentDirectory, path) || path;
  const whyNot = whyFileUnwritable(path);
  if (whyNot !== null)
    throw badOptions([
      { option: 'baseline-report', given: `${quoted(shown)}, ${whyNot}`, expected: 'a file that can be written' },
    ]);
  const write = (next: ComparableRun, text: string): CommandResult => {
    writeFileSync(path, writtenBaseline(next));
    return {
      text: `${text}\nbaseline-report: ${shown} in leakgate.yml compares with it`,
      json: next,
      exitCode: exitCodes.pass,
    };
  };
  if (!existsSync(path) || flags.has('force')) return write(run, `wrote ${shown} with ${leaks(run.leaks.length)}`);
  const before = await readBaseline(path);
  const renamed =
    before.commit === null ? new Map<string, string>() : await renamesSince(before.commit, { cwd: currentDirectory });
  const changes = compareRuns(before, run, renamed);
  const worse = changes.filter(({ change }) => change === 'new' || change === 'faster');
  if (worse.length > 0) {
    const lines = worse.map(({ change, owner, because }) => `  - ${change}: ${owner}; ${because}`);
    const text = [
      `${shown} stays as it is, because the last run is worse than it:`,
      ...lines,
      '--force records it all the same',
    ];
    return { text: text.join('\n'), json: { written: null, worse }, exitCode: exitCodes.leak };
  }
  const better = tightenBaseline(before, run, changes, renamed);
  if (better === null)
    return {
      text: `${shown} stays as it is: nothing is better and nothing worse`,
      json: before,
      exitCode: exitCodes.pass,
    };
  return write(
    better.run,
    `wrote ${shown}: ${better.fixed} fixed, ${better.slower} slower, ${leaks(better.run.leaks.length)} left`,
  );
}

function readReport(path: string): ComparableRun {
  const hint = 'Run leakgate run first, or name its folder with --report-directory.';
  if (!existsSync(path)) throw new GateError('BAD_OPTIONS', `There is no report at ${path}.`, { hint });
  const run = parseBaseline(readFileSync(path, 'utf8'));
  if (typeof run === 'string') throw new GateError('BAD_OPTIONS', `${path} cannot be used: ${run}.`, { hint });
  if (run.conclusion !== 'inconclusive') return run;
  throw new GateError(
    'BAD_OPTIONS',
    `The run of ${path} came to no verdict, so it cannot be a baseline: ${run.reason}`,
    { hint },
  );
}

function leaks(count: number): string {
  return count === 1 ? '1 leak' : `${count} leaks`;
}
