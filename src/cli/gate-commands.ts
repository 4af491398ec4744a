import { resolve } from 'node:path';
import { asGateError, GateError } from '../errors.ts';
import { analyseFolder, captureToFolder, runGate } from '../gate.ts';
import { isLeak } from '../growth/finding.ts';
import { loadOptions, loadPolicy } from '../options/load-options.ts';
import type { Policy } from '../options/resolve-options.ts';
import type { LeakReport } from '../report/leak-report.ts';
import { renderSummary } from '../report/render-summary.ts';
import { renderTerminal } from '../report/render-terminal.ts';
import { writeReport } from '../report-folder.ts';
import type { CliContext, CommandResult } from './context.ts';
import { describeError } from './describe-error.ts';
import {
  besideEarlier,
  type EarlierReport,
  optionsOfEarlier,
  readEarlierReport,
  withSteadyNode,
} from './earlier-report.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';
import { withProgress } from './with-progress.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate run`: the whole gate. */
export async function run(command: Command, context: CliContext): Promise<CommandResult> {
  const file = command.flags.get('reproduce');
  const earlier = file === undefined ? null : readEarlierReport(file, context.currentDirectory);
  const isDeterministic = command.flags.has('deterministic');
  if (earlier === null && isDeterministic)
    throw new GateError('BAD_OPTIONS', '--deterministic is given without --reproduce', {
      hint: 'for another run put the flags into start: node --random-seed=1 …',
    });
  const repeated =
    earlier === null ? command.given : optionsOfEarlier(earlier.reproduction.flags, earlier, command.given);
  const given = isDeterministic ? withSteadyNode(repeated) : repeated;
  const wanted = loadOptions(given, context.currentDirectory);
  const options = earlier === null ? wanted : besideEarlier(wanted, earlier, 'reproduced');
  const report = await withProgress(command, context, (on) => runGate(options, on, context.signal));
  const result = judged(report, options, context);
  return earlier === null ? result : withReproduced(result, file!, earlier, report);
}

/** What came of a leak that was to show again. A shortest scenario that leaves requests out proves nothing where it shows nothing. */
function withReproduced(
  { text, json, exitCode }: CommandResult,
  file: string,
  { reproduction: { signature, request }, report: { load: whole } }: EarlierReport,
  { findings, load }: LeakReport,
): CommandResult {
  const isBack = findings.some((finding) => finding.signature === signature && isLeak(finding));
  if (isBack) return { text: `${text}\nReproduced: ${signature}`, json, exitCode };
  const missed = `${text}\nNot reproduced: ${signature}`;
  if (request === null || load.perRequest.length >= whole.perRequest.length) return { text: missed, json, exitCode };
  const advice = `${request} alone was seen to grow it in a service that had taken the whole scenario; from a fresh start it may need another request before it. \`leakgate verify ${file}\` sends all of them and tells whether it is gone.`;
  return {
    text: `${missed}\n${advice}`,
    json,
    exitCode: exitCode === exitCodes.pass ? exitCodes.inconclusive : exitCode,
  };
}

/** `leakgate capture DIR`: snapshots and manifest, no verdict. */
export async function capture(command: Command, context: CliContext): Promise<CommandResult> {
  const options = loadOptions(command.given, context.currentDirectory);
  const directory = resolve(context.currentDirectory, command.operands[0]!);
  const manifest = await withProgress(command, context, (on) =>
    captureToFolder(options, directory, on, context.signal),
  );
  const { captures, endedEarly } = manifest;
  const snapshots = `${captures.length} ${captures.length === 1 ? 'snapshot' : 'snapshots'} in ${command.operands[0]}`;
  const text =
    endedEarly === null
      ? `${snapshots}\nleakgate analyze ${command.operands[0]} gives the verdict`
      : `${snapshots}, which ended early: ${endedEarly.message}${endedEarly.hint === null ? '' : `\n${endedEarly.hint}`}`;
  return { text, json: manifest, exitCode: endedEarly === null ? exitCodes.pass : exitCodes.inconclusive };
}

/** `leakgate analyze DIR`: the verdict again, offline. */
export async function analyze(command: Command, context: CliContext): Promise<CommandResult> {
  const policy = loadPolicy(command.given, context.currentDirectory);
  const report = await analyseFolder(resolve(context.currentDirectory, command.operands[0]!), policy);
  return judged(report, policy, context);
}

function judged(report: LeakReport, policy: Policy, context: CliContext): CommandResult {
  const text = renderTerminal(report, { color: context.colorOut, columns: context.columnsOut });
  try {
    writeReport(report, renderSummary(report), policy.reportDirectory);
  } catch (thrown) {
    // The verdict took minutes and is known: it is shown all the same.
    context.screen.write(`${describeError(asGateError(thrown))}\n`);
    return { text, json: report, exitCode: exitCodes.error };
  }
  return { text, json: report, exitCode: exitCodeOf(report.verdict.conclusion, policy) };
}
