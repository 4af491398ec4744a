import { parseArgs } from 'node:util';
import { badOptions, quoted } from '../options/bad-options.ts';
import { didYouMean } from '../options/nearest-name.ts';
import { isList, type OptionName, refusedOptions, rowOf } from '../options/option-table.ts';
import type { Problem, RawSource, RawValue } from '../options/raw-options.ts';
import { type CommandName, type CommandRow, commandOf, commandTable } from './command-table.ts';

export type CommandLine =
  | { readonly kind: 'help'; readonly command: CommandRow | null }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'command';
      readonly name: CommandName;
      readonly operands: readonly string[];
      /** Flags that are options of the gate. */
      readonly given: RawSource;
      /** Flags of the command line alone; '' for those without a value. */
      readonly flags: ReadonlyMap<string, string>;
    };

/**
 * Understands `leakgate COMMAND [operands] [--flags]`. Problems with options of the gate are handed on in `given`, to
 * be reported with all others; anything else that is wrong throws BAD_OPTIONS here.
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [first] = argv;
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', command: null };
  if (first === 'help') return { kind: 'help', command: commandOf(argv.slice(1)).command ?? null };
  const { command, words } = commandOf(argv);
  if (command === undefined) {
    const names = commandTable.map((row) => row.name);
    const written = names.some((name) => name.startsWith(`${first} `)) ? argv.slice(0, 2).join(' ') : first;
    const expected = `one of ${names.join(', ')}${didYouMean(written, names)}`;
    throw badOptions([{ option: 'command', given: quoted(written), expected }], 'leakgate --help lists them');
  }
  if (argv.includes('--help') || argv.includes('-h')) return { kind: 'help', command };
  return parseFlags(command, argv.slice(words));
}

function parseFlags(command: CommandRow, args: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: typesOf(command),
  });
  const options = new Map<OptionName, RawValue>();
  const flags = new Map<string, string>();
  const operands: string[] = [];
  const problems: Problem[] = [];
  let unknown = false;
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const flag = command.flags.find((each) => each.name === name);
    if (flag !== undefined) {
      const problem = whyBadFlag(flag.value, rawName, token.value);
      if (problem !== null) problems.push(problem);
      else flags.set(name, token.value ?? '');
    } else if ((command.options as readonly string[]).includes(name)) {
      const value = token.value ?? (rowOf(name as OptionName).kind === 'boolean' ? 'true' : '');
      const before = options.get(name as OptionName)?.texts ?? [];
      const texts = isList(rowOf(name as OptionName)) ? value.split(/\r?\n/) : [value];
      options.set(name as OptionName, { texts: [...before, ...texts], from: rawName });
    } else {
      unknown = true;
      problems.push(unknownFlag(command, name, rawName));
    }
  }
  // The value of an unknown flag looks like an operand; the flag is then the one thing to mend.
  if (!unknown) problems.push(...checkOperands(command, operands));
  // Without what it is about no command can even look for further problems.
  const isAboutNothing = command.operands.length > 0 && operands.length === 0;
  if ((command.options.length === 0 || isAboutNothing) && problems.length > 0) {
    throw badOptions(problems, `leakgate ${command.name} --help shows what it takes`);
  }
  return { kind: 'command', name: command.name, operands, given: { options, problems }, flags };
}

function typesOf(command: CommandRow): Record<string, { type: 'string' | 'boolean'; multiple: true }> {
  const types: Record<string, { type: 'string' | 'boolean'; multiple: true }> = {};
  for (const name of command.options)
    types[name] = { type: rowOf(name).kind === 'boolean' ? 'boolean' : 'string', multiple: true };
  for (const flag of command.flags)
    types[flag.name] = { type: flag.value === null ? 'boolean' : 'string', multiple: true };
  return types;
}

function whyBadFlag(valueName: string | null, rawName: string, value: string | undefined): Problem | null {
  if (valueName !== null && (value ?? '') === '')
    return { option: rawName, given: 'given without a value', expected: `${rawName} ${valueName}` };
  if (valueName === null && value !== undefined)
    return { option: rawName, given: quoted(value), expected: `${rawName} without a value` };
  return null;
}

function unknownFlag(command: CommandRow, name: string, rawName: string): Problem {
  const reason = Object.hasOwn(refusedOptions, name) ? refusedOptions[name] : undefined;
  if (reason !== undefined) return { option: rawName, given: 'given', expected: `it not to be set: ${reason}` };
  const known = [...command.options, ...command.flags.map((flag) => flag.name)];
  return {
    option: quoted(rawName),
    given: `not a flag of leakgate ${command.name}`,
    expected: `one that exists${didYouMean(name, known)}`,
  };
}

function checkOperands(command: CommandRow, operands: readonly string[]): Problem[] {
  // `DIR…` stands for one or more.
  const several = command.operands.at(-1)?.endsWith('…') === true && operands.length > command.operands.length;
  if (several || operands.length === command.operands.length) return [];
  const usage = ['leakgate', command.name, ...command.operands].join(' ');
  const given = operands.length === 0 ? 'not given' : `given as ${operands.map(quoted).join(' ')}`;
  return [
    {
      option: command.operands.join(' ') || 'operands',
      given,
      expected: command.operands.length === 0 ? `none after ${usage}` : usage,
    },
  ];
}
