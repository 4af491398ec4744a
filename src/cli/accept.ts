import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseBaseline } from '../base/baseline-file.ts';
import { gitWord } from '../base/git.ts';
import { bytesOf, type ComparableRun } from '../compare/comparable-run.ts';
import { rateOf } from '../compare/compare-rates.ts';
import { badOptions } from '../options/bad-options.ts';
import { defaultConfigFile, loadPolicy } from '../options/load-options.ts';
import { parseAccepted } from '../options/parse-policy.ts';
import type { Problem } from '../options/raw-options.ts';
import { withAccepted } from '../options/write-accepted.ts';
import { formatBytes } from '../report/format.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

/**
 * `leakgate accept SIGNATURE --reason TEXT --until DAY`: writes the entry into leakgate.yml, whose comments stay. Refused with every
 * problem at once; a signature that the last report does not have is written all the same, and said. One that it has is accepted up
 * to half as much again as it grows there.
 */
export async function accept(
  { given, flags, operands }: Extract<CommandLine, { kind: 'command' }>,
  { currentDirectory }: CliContext,
  today = new Date().toISOString().slice(0, 10),
): Promise<CommandResult> {
  const owner = flags.get('owner') ?? (await gitWord(['config', 'user.name'], { cwd: currentDirectory }));
  const written = {
    // A terminal breaks long ones into lines.
    signature: operands[0]?.replaceAll(/\s+/g, ' ').trim(),
    owner: owner ?? undefined,
    reason: flags.get('reason'),
    until: flags.get('until'),
  };
  const parsed = parseAccepted({ texts: [JSON.stringify(written)], from: 'leakgate accept' });
  const problems: Problem[] = [
    ...given.problems,
    ...(parsed.ok
      ? []
      : parsed.problems.map(asFlag).filter(({ option }) => option !== 'SIGNATURE' || operands.length > 0)),
  ];
  if (parsed.ok && parsed.value[0]!.until < today)
    problems.push({
      option: '--until',
      given: parsed.value[0]!.until,
      expected: `a day that is not over; today is ${today}`,
    });
  if (!parsed.ok || problems.length > 0) throw badOptions(problems, 'leakgate accept --help shows what it takes');
  // Reads the file as a run would, so that nothing is added to one that no run accepts.
  const policy = loadPolicy(given, currentDirectory);
  const named = given.options.get('config')?.texts[0] ?? defaultConfigFile;
  const path = resolve(currentDirectory, named);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const last = lastRun(join(policy.reportDirectory, 'report.json'));
  const most = last === null ? null : acceptedGrowth(last, parsed.value[0]!.signature);
  const entry = { ...parsed.value[0]!, ...(most !== null && { maxGrowthPerRequest: most }) };
  writeFileSync(path, withAccepted(text, entry, basename(path)));
  const upTo = most === null ? '' : `, up to ${formatBytes(most)} per request,`;
  const unknown = last === null ? [] : whyUnknown(last, parsed.value[0]!.signature);
  return {
    text: [`accepted until ${entry.until}${upTo} in ${named}`, ...unknown].join('\n'),
    json: { accepted: entry, file: path },
    exitCode: exitCodes.pass,
  };
}

/** The problem with an entry of the file as one with a flag. */
function asFlag({ option, given, expected }: Problem): Problem {
  const key = option.replace(/^accepted\[0\]\.?/, '');
  return {
    option: key === 'signature' ? 'SIGNATURE' : `--${key}`,
    given: given.replace(' (leakgate accept)', ''),
    expected,
  };
}

function lastRun(report: string): ComparableRun | null {
  const run = existsSync(report) ? parseBaseline(readFileSync(report, 'utf8')) : null;
  return typeof run === 'string' ? null : run;
}

/** Two runs of one leak differ by less: retained bytes step with the capacity of tables. */
const ROOM = 1.5;

/** Retained bytes per request; null where the run has no rate of it. */
function acceptedGrowth({ leaks }: ComparableRun, signature: string): number | null {
  const leak = leaks.find((each) => each.signature === signature);
  if (leak === undefined || leak.perConnection) return null;
  const rate = rateOf(bytesOf(leak)) / leak.requestShare;
  return rate > 0 ? Math.ceil(ROOM * rate) : null;
}

function whyUnknown(run: ComparableRun, signature: string): string[] {
  if (run.leaks.some((leak) => leak.signature === signature)) return [];
  const known = run.leaks.map((leak) => `  ${leak.signature}`);
  return known.length === 0
    ? ['the last report has no leak at all']
    : ['the last report has no leak with this signature; it has', ...known];
}
