import { BASE_LABEL } from '../progress.ts';

/** Keeps the end of a service's output, bounded, for the sentence that explains a failure. */
export interface OutputTail {
  add(text: string): void;
  /** Everything kept, raw. */
  text(): string;
}

const KEPT_CHARS = 16 * 1024;

export function createOutputTail(keptChars = KEPT_CHARS): OutputTail {
  let kept = '';
  return {
    add: (text) => {
      kept = (kept + text).slice(-2 * keptChars);
      if (kept.length > keptChars) kept = kept.slice(-keptChars);
    },
    text: () => kept,
  };
}

/** With the label that lines of a base have, too. */
const INSPECTOR_NOISE = new RegExp(
  `^(?:${BASE_LABEL})?(?:Debugger (?:listening on|ending on|attached)|For help, see: https://nodejs\\.org/|Waiting for the debugger to disconnect)`,
);
/** Whether a line of a service's output is Node's own word about the inspector that leakgate opened. */
export function isInspectorNoise(line: string): boolean {
  return INSPECTOR_NOISE.test(line);
}

const ANSI_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
const CONTROL_EXCEPT_TAB = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Output without its colours and cursor movements. */
export function withoutEscapes(raw: string): string {
  return raw.replace(ANSI_SEQUENCE, '');
}

/**
 * The last lines of a service's output for people to read, each behind `  | `, without escape sequences and without what
 * Node's inspector says about leakgate. A CI runner that parses its log finds no command in it: lines do not begin with
 * `::`, and `##[` is taken apart. Empty when nothing was said.
 */
export function quoteOutput(raw: string, lineCount = 20): string {
  const lines = withoutEscapes(raw)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.replace(CONTROL_EXCEPT_TAB, '').replaceAll('##[', '## [').trimEnd())
    .filter((line) => line !== '' && !isInspectorNoise(line));
  return lines
    .slice(-lineCount)
    .map((line) => `  | ${line.length > 300 ? `${line.slice(0, 299)}…` : line}`)
    .join('\n');
}

/** A sentence's last part: the quoted tail on lines of its own, or the remark that there was none. */
export function withTail(sentence: string, raw: string): string {
  const quoted = quoteOutput(raw);
  return quoted === '' ? `${sentence} It had printed nothing.` : `${sentence} Its last output:\n${quoted}`;
}
