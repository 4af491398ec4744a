import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GateError } from '../errors.ts';
import type { RawSource } from '../options/raw-options.ts';
import type { LeakReport } from '../report/leak-report.ts';
import type { ReportReproduction } from '../report/reproduction.ts';
import { SCENARIO_FILE } from '../report-folder.ts';
import { parseCommandLine } from './parse-command-line.ts';

/** A report that found a leak, with what repeats it. */
export interface EarlierReport {
  readonly report: LeakReport;
  readonly reproduction: ReportReproduction;
  /** Absolute. */
  readonly path: string;
}

/** Reads a report of an earlier run; BAD_OPTIONS when it is none, or found no leak that could be repeated. */
export function readEarlierReport(file: string, currentDirectory: string): EarlierReport {
  const path = resolve(currentDirectory, file);
  const refuse = (what: string): GateError =>
    new GateError('BAD_OPTIONS', `${file}: ${what}`, { hint: 'expected the report.json of a run that found a leak' });
  let report: Partial<LeakReport> | null;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Partial<LeakReport> | null;
  } catch (cause) {
    throw refuse(`cannot be read as a report (${(cause as Error).message})`);
  }
  if (report?.schemaVersion !== 1 || !Array.isArray(report.findings)) throw refuse('this is no report of leakgate');
  const { reproduction } = report;
  if (reproduction == null) throw refuse('this report found no leak, so there is nothing to repeat');
  return { report: report as LeakReport, reproduction, path };
}

/** Options of a run that repeats an earlier one, whose report goes into a folder of this name beside it where it would else go over it. */
export function besideEarlier<T extends { readonly reportDirectory: string }>(
  options: T,
  { path }: EarlierReport,
  name: string,
): T {
  const isOver = resolve(options.reportDirectory) === dirname(path);
  return isOver ? { ...options, reportDirectory: join(dirname(path), name) } : options;
}

/** The options of an earlier run, those given anew before them. A secret header was not kept and must be given again. */
export function optionsOfEarlier(flags: readonly string[], { path }: EarlierReport, given: RawSource): RawSource {
  const line = parseCommandLine(['run', ...flags]);
  if (line.kind !== 'command') throw new GateError('INTERNAL', 'the flags of the report are no command line');
  const options = new Map([...line.given.options, ...given.options]);
  // Made elsewhere or moved: what it sent lies beside it.
  const beside = join(dirname(path), SCENARIO_FILE);
  const scenario = options.get('scenario');
  if (
    scenario !== undefined &&
    !given.options.has('scenario') &&
    existsSync(beside) &&
    scenario.texts[0]?.endsWith(SCENARIO_FILE) === true
  )
    options.set('scenario', { ...scenario, texts: [beside] });
  const masked = options.get('headers')?.texts.filter((text) => /:\s*\*\*\*$/.test(text)) ?? [];
  if (masked.length > 0) {
    const names = masked.map((text) => text.slice(0, text.indexOf(':'))).join(', ');
    throw new GateError('BAD_OPTIONS', `reports do not keep secret headers (${names})`, {
      hint: `give all headers again, e.g. --headers '${masked[0]!.slice(0, masked[0]!.indexOf(':'))}: …'`,
    });
  }
  return { options, problems: [...line.given.problems, ...given.problems] };
}

/** V8's flags for runs that differ as little as they can: one seed for Math.random, collections at fixed points, code that stays. */
const STEADY = '--random-seed=1 --predictable-gc-schedule --single-threaded-gc --no-flush-bytecode';

/** The start command with these flags; BAD_OPTIONS where it does not begin with `node`. */
export function withSteadyNode({ options, problems }: RawSource): RawSource {
  const start = options.get('start');
  const command = start?.texts[0] ?? '';
  if (start === undefined || !/^node\s/.test(command)) {
    throw new GateError(
      'BAD_OPTIONS',
      `--deterministic needs a start command that begins with node, not '${command}'`,
      {
        hint: `give --start with these flags of node: ${STEADY}`,
      },
    );
  }
  const steady = { ...start, texts: [command.replace(/^node/, `node ${STEADY}`)] };
  return { options: new Map([...options, ['start', steady]]), problems };
}
