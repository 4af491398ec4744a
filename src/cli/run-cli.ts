import { dirname } from 'node:path';
import { asGateError } from '../errors.ts';
import { badOptions } from '../options/bad-options.ts';
import { leakgateVersion } from '../version.ts';
import { accept } from './accept.ts';
import { baseline } from './baseline.ts';
import { type CommandName, commandOf } from './command-table.ts';
import { type CliContext, type CommandResult, showResult } from './context.ts';
import { describeError } from './describe-error.ts';
import { diff } from './diff.ts';
import { exitCodes } from './exit-code.ts';
import { findUnwritableTargets } from './find-unwritable-targets.ts';
import { analyze, capture, run } from './gate-commands.ts';
import { renderCommandHelp, renderOverview } from './help.ts';
import { init } from './init.ts';
import { inspect } from './inspect.ts';
import { merge } from './merge.ts';
import { type CommandLine, parseCommandLine } from './parse-command-line.ts';
import { redact } from './redact.ts';
import { checkScenarioCommand } from './scenario-check.ts';
import { importScenarioCommand } from './scenario-import.ts';
import { verify } from './verify.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

const commands: Readonly<
  Record<CommandName, (command: Command, context: CliContext) => CommandResult | Promise<CommandResult>>
> = {
  run,
  verify,
  capture,
  analyze,
  diff,
  inspect,
  redact,
  baseline,
  accept: (command, context) => accept(command, context),
  merge,
  'scenario check': checkScenarioCommand,
  'scenario import': importScenarioCommand,
  init: ({ flags }, { currentDirectory }) => {
    const written = init(currentDirectory, leakgateVersion, { force: flags.has('force') });
    const config = written.at(-1)!;
    const where = dirname(config) === '.' ? '' : ` in ${dirname(config)}`;
    const text = `${written.map((path) => `wrote ${path}`).join('\n')}\nNow check start and set url in ${config}, then${where}: leakgate run`;
    return { text, json: { written }, exitCode: exitCodes.pass };
  },
};

/** The command line, from arguments to exit code. Never throws. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  try {
    const line = parseCommandLine(argv);
    if (line.kind === 'version') context.writeOut(`${leakgateVersion}\n`);
    if (line.kind === 'help')
      context.writeOut(line.command === null ? renderOverview() : renderCommandHelp(line.command));
    if (line.kind !== 'command') return exitCodes.pass;
    const result = await commands[line.name](withTargetsChecked(line, context), context);
    showResult(result, line.flags.get('json'), context);
    return result.exitCode;
  } catch (thrown) {
    context.screen.write(`${describeError(asGateError(thrown))}\n`);
    return exitCodes.error;
  }
}

/** With options of the gate, problems are reported together with theirs. */
function withTargetsChecked(line: Command, { currentDirectory }: CliContext): Command {
  const problems = findUnwritableTargets(line, currentDirectory);
  if (problems.length === 0) return line;
  const all = [...line.given.problems, ...problems];
  if (commandOf(line.name.split(' ')).command?.options.length === 0) throw badOptions(all);
  return { ...line, given: { ...line.given, problems: all } };
}
