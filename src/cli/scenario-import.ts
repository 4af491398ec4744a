import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { GateError } from '../errors.ts';
import { ImportProblem } from '../import/import-problem.ts';
import { type ImportKind, importKinds, importScenario, renderDraft } from '../import/import-scenario.ts';
import { badOptions, quoted } from '../options/bad-options.ts';
import { findScenarioProblems } from '../options/load-options.ts';
import { didYouMean } from '../options/nearest-name.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate scenario import KIND SOURCE`: a scenario file from what there is; never written over another unless forced. */
export function importScenarioCommand({ operands, flags }: Command, context: CliContext): CommandResult {
  const [given = '', source = ''] = operands;
  const kind = importKinds.find((each) => each === given);
  if (kind === undefined) {
    const expected = `one of ${importKinds.join(', ')}${didYouMean(given, importKinds)}`;
    throw badOptions([{ option: 'KIND', given: quoted(given), expected }]);
  }
  const draft = importOrRefuse(kind, readSource(kind, source, context), source, flags);
  const text = renderDraft(draft);
  const out = flags.get('out');
  const problems = findScenarioProblems(text, out ?? 'scenario.yml');
  if (problems.length > 0) throw badOptions(problems, 'these are in what was imported; correct the source');
  const json = { requests: draft.requests, options: draft.options, notes: draft.notes };
  if (out === undefined) return { text, json, exitCode: exitCodes.pass };
  const path = resolve(context.currentDirectory, out);
  if (existsSync(path) && !flags.has('force')) {
    throw new GateError('BAD_OPTIONS', `${out} already exists, and nothing was written`, {
      hint: '--force overwrites it',
    });
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const notes = draft.notes.map((note) => `  ${note}\n`).join('');
  return {
    text: `wrote ${out}\n${notes}Now: leakgate scenario check --scenario ${out}`,
    json,
    exitCode: exitCodes.pass,
  };
}

function importOrRefuse(kind: ImportKind, text: string, source: string, flags: ReadonlyMap<string, string>) {
  const origin = flags.get('origin') ?? null;
  if (origin !== null && !URL.canParse(origin)) {
    throw badOptions([
      { option: '--origin', given: quoted(origin), expected: 'an origin such as http://localhost:3000' },
    ]);
  }
  try {
    return importScenario(kind, text, { origin, allMethods: flags.has('all-methods') });
  } catch (thrown) {
    if (!(thrown instanceof ImportProblem)) throw thrown;
    throw badOptions([{ option: 'SOURCE', given: quoted(source), expected: thrown.message }]);
  }
}

/** Command lines may be given as they are; the others are files. */
function readSource(kind: ImportKind, source: string, { currentDirectory }: CliContext): string {
  const path = source === '-' ? 0 : resolve(currentDirectory, source);
  const isFile = path === 0 || statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile) return readFileSync(path, 'utf8');
  if (kind === 'curl' || kind === 'autocannon') return source;
  throw badOptions([{ option: 'SOURCE', given: quoted(source), expected: `a file that can be read (tried ${path})` }]);
}
