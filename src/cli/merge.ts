import { basename, dirname, resolve } from 'node:path';
import { mergeFolders } from '../merge/merge-folders.ts';
import { isIncomplete } from '../merge/merge-reports.ts';
import { type MergedReport, reportsOf } from '../merge/merged-report.ts';
import { renderMergedSummary, renderMergedTerminal } from '../merge/render-merged.ts';
import { badOptions, quoted } from '../options/bad-options.ts';
import { loadPolicy } from '../options/load-options.ts';
import type { Policy } from '../options/resolve-options.ts';
import { parseCount } from '../options/units.ts';
import { writeFiles } from '../report-folder.ts';
import { leakgateVersion } from '../version.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate merge DIR… [--cells N]`: the reports of many runs as one. */
export function merge({ operands, flags, given }: Command, context: CliContext): CommandResult {
  const policy = loadPolicy(given, context.currentDirectory);
  const plan = {
    folders: operands.map((folder) => folderOf(resolve(context.currentDirectory, folder))),
    expectedCells: readCells(flags.get('cells')),
    reportDirectory: policy.reportDirectory,
  };
  const merged = mergeFolders(plan, context.currentDirectory, leakgateVersion);
  writeFiles(merged, reportsOf(merged), renderMergedSummary(merged), policy.reportDirectory);
  return {
    text: renderMergedTerminal(merged, { color: context.colorOut, columns: context.columnsOut }),
    json: merged,
    exitCode: exitCodeOfMerged(merged, policy),
  };
}

/** Who names the report itself means its folder. */
function folderOf(path: string): string {
  return basename(path) === 'report.json' ? dirname(path) : path;
}

/** A missing run is told from a leak only where the leak is allowed to pass. */
function exitCodeOfMerged(merged: MergedReport, { onLeak, onInconclusive }: Policy): number {
  if (merged.verdict.conclusion === 'leak' && onLeak === 'fail') return exitCodes.leak;
  return isIncomplete(merged) && onInconclusive === 'fail' ? exitCodes.inconclusive : exitCodes.pass;
}

function readCells(text: string | undefined): number | null {
  if (text === undefined) return null;
  const cells = parseCount(text);
  if (cells !== null && cells > 0) return cells;
  throw badOptions([{ option: 'cells', given: quoted(text), expected: 'a whole number, at least 1' }]);
}
