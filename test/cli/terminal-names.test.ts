import { expect, it } from 'vitest';
import { type CliContext, showResult } from '../../src/cli/context.ts';
import { ACTS_UNSEEN } from '../report/acts-in-markdown.ts';
import { HOSTILE_NAMES } from '../report/hostile-names.ts';

function shown(text: string, colorOut: boolean): string {
  let out = '';
  const context: CliContext = {
    currentDirectory: '.',
    writeOut: (written) => {
      out += written;
    },
    screen: { write: () => undefined, live: false, columns: 80, color: { green: (t) => t, dim: (t) => t } },
    colorOut,
    columnsOut: 80,
    signal: new AbortController().signal,
  };
  showResult({ text, json: null, exitCode: 0 }, undefined, context);
  return out;
}

it.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
  'no name of a snapshot or a report acts on the terminal, whichever command shows it: %s',
  (_, name) => {
    for (const line of shown(`@5  ${name}\nsecond`, false).split('\n')) expect(line).not.toMatch(ACTS_UNSEEN);
  },
);

it('keeps lines and, where there may be any, colours', () => {
  expect(shown('a\n\u001b[31mb\u001b[39m\n', true)).toBe('a\n\u001b[31mb\u001b[39m\n');
  expect(shown('a\n\u001b[31mb', false)).toBe('a\n\\x1b[31mb\n');
  expect(shown('\u001b[2J\u001b]0;title\u0007', true)).toBe('\\x1b[2J\\x1b]0;title\\x07\n');
});
