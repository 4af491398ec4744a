import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { asGateError, GateError } from '../errors.ts';
import { visibleLines } from '../report/escape.ts';
import type { ProgressScreen } from './progress-view.ts';

/** The process as the commands see it; tests bring their own. */
export interface CliContext {
  readonly currentDirectory: string;
  /** Results for people or, with `--json -`, for programs. */
  readonly writeOut: (text: string) => void;
  /** Progress and errors. */
  readonly screen: ProgressScreen;
  /** Whether the results may hold colours. */
  readonly colorOut: boolean;
  /** How wide the results may be. */
  readonly columnsOut: number;
  /** Fires on the first SIGINT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
}

/** What a command has to show: a text for people and a value for programs. */
export interface CommandResult {
  readonly text: string;
  readonly json: unknown;
  readonly exitCode: number;
}

/** Shows a result; with `--json -` standard output holds the JSON and nothing else. Throws REPORT_UNWRITABLE. */
export function showResult(
  result: CommandResult,
  jsonTarget: string | undefined,
  context: Pick<CliContext, 'currentDirectory' | 'writeOut' | 'colorOut'>,
): void {
  const json = `${JSON.stringify(result.json, null, 2)}\n`;
  if (jsonTarget === '-') {
    context.writeOut(json);
    return;
  }
  // First what is known: the file needs a disk that has room. Names of the heap stand in every text, and none may act there.
  const text = visibleLines(result.text, { colors: context.colorOut });
  context.writeOut(text.endsWith('\n') ? text : `${text}\n`);
  if (jsonTarget !== undefined) writeJson(json, resolve(context.currentDirectory, jsonTarget));
}

function writeJson(json: string, path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, json);
  } catch (cause) {
    throw new GateError('REPORT_UNWRITABLE', `--json could not be written: ${asGateError(cause).message}.`, {
      hint: 'Make room there, or name another file.',
      cause,
    });
  }
}
