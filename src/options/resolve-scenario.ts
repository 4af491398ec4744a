import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { plainRequest, type Scenario, type StatusRanges } from '../load/scenario.ts';
import { checkTemplates, decodeBraces } from '../load/template.ts';
import { quoted } from './bad-options.ts';
import { contentTypeFor } from './http-fields.ts';
import type { OptionName } from './option-table.ts';
import type { Problem, RawValue } from './raw-options.ts';
import { defaultSeed, type ReadScenario, readScenario, readScenarioNode } from './read-scenario.ts';
import type { Environment } from './resolve-options.ts';
import type { ScenarioSurroundings } from './step-reading.ts';

/** Values of the options that say what is sent. */
export interface LoadValues {
  readonly url: URL | null;
  readonly method: string | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly scenario: string | null;
  readonly 'expect-status': StatusRanges;
}

type Machine = Pick<Environment, 'currentDirectory' | 'readText' | 'readBytes' | 'hasVariable'>;

/**
 * What is sent: the scenario file, the mapping in the configuration file (`written.part`), or the one request that
 * url, method, headers and body describe. null with problems when it cannot be used.
 */
export function resolveScenario(
  values: LoadValues,
  written: RawValue | undefined,
  machine: Machine,
  problems: Problem[],
): Scenario | null {
  if (values.scenario === null) return singleRequest(values, machine, problems);
  const read = readWritten(values, values.scenario, written, machine, problems);
  problems.push(...(read?.problems ?? []));
  return read?.scenario ?? null;
}

function readWritten(
  values: LoadValues,
  path: string,
  written: RawValue | undefined,
  machine: Machine,
  problems: Problem[],
): ReadScenario | null {
  const surroundings = (directory: string): ScenarioSurroundings => ({
    expectStatus: values['expect-status'],
    readBytes: (file) => machine.readBytes(resolve(directory, file)),
    absolute: (file) => resolve(directory, file),
    hasVariable: machine.hasVariable,
  });
  const part = written?.part;
  if (part !== undefined) {
    const directory = dirname(resolve(machine.currentDirectory, part.file));
    return readScenarioNode(part.yaml, part.node, surroundings(directory));
  }
  const text = readGiven('scenario', path, machine, problems);
  if (text === null) return null;
  const absolute = resolve(machine.currentDirectory, path);
  return readScenario(text, basename(path), surroundings(dirname(absolute)));
}

function singleRequest(values: LoadValues, machine: Machine, problems: Problem[]): Scenario | null {
  const text = values.body?.startsWith('@')
    ? readGiven(
        'body',
        values.body.slice(1),
        machine,
        problems,
        '; a body that begins with @ itself goes into a scenario',
      )
    : values.body;
  if (values.url === null) return null;
  const method = values.method ?? (values.body === null ? 'GET' : 'POST');
  // The URL class percent-encodes the placeholders; the load fills them as written, and reports show them so.
  const path = decodePlaceholders(`${values.url.pathname}${values.url.search}`);
  const headers = { ...contentTypeFor(text), ...values.headers };
  for (const [option, checked] of [
    ['url', path],
    ['body', text ?? ''],
    ['headers', Object.values(headers).join('\n')],
  ] as const) {
    for (const problem of checkTemplates(checked, { saved: [], hasVariable: machine.hasVariable }))
      problems.push({ option, given: '', expected: `valid placeholders: ${problem}` });
  }
  const expectStatus = values['expect-status'];
  return { requests: [plainRequest({ method, path, headers, body: text, expectStatus })], seed: defaultSeed };
}

function decodePlaceholders(path: string): string {
  return decodeBraces(path).replaceAll(/\[%3C([^%\]]*)%3E\]/gi, '[<$1>]');
}

function readGiven(
  option: OptionName,
  path: string,
  { currentDirectory, readText }: Machine,
  problems: Problem[],
  otherwise = '',
): string | null {
  const absolute = isAbsolute(path) ? path : resolve(currentDirectory, path);
  const text = readText(absolute);
  if (text === null)
    problems.push({ option, given: quoted(path), expected: `a file that can be read (tried ${absolute})${otherwise}` });
  return text;
}
