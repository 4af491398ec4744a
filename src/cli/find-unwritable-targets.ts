import { resolve } from 'node:path';
import { quoted } from '../options/bad-options.ts';
import type { Problem } from '../options/raw-options.ts';
import { whyFileUnwritable, whyFolderUnwritable } from '../options/why-unwritable.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** What the command line alone says is to be written, and cannot be: found before the command begins, not at its end. */
export function findUnwritableTargets({ name, operands, flags }: Command, currentDirectory: string): Problem[] {
  const json = flags.get('json');
  const files = [
    ['--json', json === '-' ? undefined : json],
    ['--export', name === 'inspect' ? flags.get('export') : undefined],
  ] as const;
  const folder = name === 'capture' ? operands[0] : undefined;
  const problemOf = (option: string, given: string | undefined, why: typeof whyFileUnwritable, expected: string) => {
    const reason = given === undefined ? null : why(resolve(currentDirectory, given));
    return reason === null ? [] : [{ option, given: `${quoted(given!)}, ${reason}`, expected }];
  };
  return [
    ...files.flatMap(([option, file]) => problemOf(option, file, whyFileUnwritable, 'a file that can be written')),
    ...problemOf('DIR', folder, whyFolderUnwritable, 'a folder that can be made and written to'),
  ];
}
