import { resolve } from 'node:path';
import { quoted } from '../options/bad-options.ts';
import type { Problem } from '../options/raw-options.ts';
import { whyFileUnwritable, whyFolderUnwritable } from '../options/why-unwritable.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** What the command line alone says is to be written, and cannot be: found before the command begins, not at its end. */
export function findUnwritableTargets({ name, operands, flags }: Command, currentDirectory: string): Problem[] {
  const problems: Problem[] = [];
  const json = flags.get('json');
  const whyNoJson = json === undefined || json === '-' ? null : whyFileUnwritable(resolve(currentDirectory, json));
  if (whyNoJson !== null)
    problems.push({
      option: '--json',
      given: `${quoted(json!)}, ${whyNoJson}`,
      expected: 'a file that can be written',
    });
  const table = name === 'inspect' ? flags.get('export') : undefined;
  const whyNoTable = table === undefined ? null : whyFileUnwritable(resolve(currentDirectory, table));
  if (whyNoTable !== null)
    problems.push({
      option: '--export',
      given: `${quoted(table!)}, ${whyNoTable}`,
      expected: 'a file that can be written',
    });
  const [folder] = operands;
  const whyNoFolder =
    name === 'capture' && folder !== undefined ? whyFolderUnwritable(resolve(currentDirectory, folder)) : null;
  if (whyNoFolder !== null) {
    const given = `${quoted(folder!)}, ${whyNoFolder}`;
    problems.push({ option: 'DIR', given, expected: 'a folder that can be made and written to' });
  }
  return problems;
}
