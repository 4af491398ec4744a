import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
  /** Fires on the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

/** What a command has to show: a text for people and a value for programs. */
export interface CommandResult {
  readonly text: string;
  readonly json: unknown;
  readonly exitCode: number;
}

/** Shows a result; with `--json -` standard output holds the JSON and nothing else. */
export function showResult(result: CommandResult, jsonTarget: string | undefined, context: CliContext): void {
  const json = `${JSON.stringify(result.json, null, 2)}\n`;
  if (jsonTarget === '-') {
    context.writeOut(json);
    return;
  }
  if (jsonTarget !== undefined) {
    const path = resolve(context.currentDirectory, jsonTarget);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, json);
  }
  // Names of the heap stand in every text, and none may act on the reader's terminal.
  const text = visibleLines(result.text, { colors: context.colorOut });
  context.writeOut(text.endsWith('\n') ? text : `${text}\n`);
}
