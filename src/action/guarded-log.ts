import { randomUUID } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';

/** The step's log. Everything goes through one stream, so that the order of commands and texts is certain. */
export interface GuardedLog {
  /** Whether a runner reads the log; without one there are no commands in it. */
  readonly onRunner: boolean;
  /** Text that may hold anything, workflow commands included: it is shown and never obeyed. */
  readonly text: (text: string) => void;
  /** A collapsed group of such text. */
  readonly group: (title: string, lines: readonly string[]) => void;
}

/**
 * The runner obeys `::command::` at the start of a line and `##[command]` anywhere in one, on stdout and stderr. Between
 * `::stop-commands::<token>` and `::<token>::` it obeys nothing else (actions/runner, ActionCommandManager), and nobody
 * can guess the token. Lines of a group are set off with a bar as well, so that the log's viewer takes none for a marker.
 */
export function createGuardedLog(
  write: (text: string) => void,
  { onRunner, newToken = randomUUID }: { onRunner: boolean; newToken?: () => string },
): GuardedLog {
  if (!onRunner) return createPlainLog(write);
  const guarded = (lines: readonly string[]): void => {
    const token = newToken();
    write(`::stop-commands::${token}\n${lines.map((line) => `${line}\n`).join('')}::${token}::\n`);
  };
  return {
    onRunner,
    text: (text) => {
      const lines = splitLines(text);
      if (lines.some((line) => /^\s*::|##\[/.test(line))) guarded(lines);
      else write(lines.map((line) => `${line}\n`).join(''));
    },
    group: (title, lines) => {
      write(`::group::${title.replaceAll(/[\r\n]/g, ' ')}\n`);
      guarded(lines.flatMap(splitLines).map((line) => `│ ${line}`));
      write('::endgroup::\n');
    },
  };
}

function createPlainLog(write: (text: string) => void): GuardedLog {
  return {
    onRunner: false,
    text: (text) => write(`${stripVTControlCharacters(text)}\n`),
    group: (title, lines) => write([title, ...lines.flatMap(splitLines).map((line) => `│ ${line}`), ''].join('\n')),
  };
}

/** Lines as the runner sees them: a lone carriage return ends one too. */
function splitLines(text: string): string[] {
  return stripVTControlCharacters(text).split(/\r\n|[\r\n\u2028\u2029]/);
}
