import { isMap, isScalar, type YAMLMap } from 'yaml';
import { parseJsonPath } from '../load/json-path.ts';
import type { BodyCheck, Save } from '../load/scenario.ts';
import { builtInNames } from '../load/template.ts';
import { quoted } from './bad-options.ts';
import { keysOf } from './scenario-fields.ts';
import type { StepReading } from './step-reading.ts';

/** `expect-body` (or `expect-message`): a text that must be contained, or a mapping of checks. */
export function readChecks(item: YAMLMap, key: string, reading: StepReading): BodyCheck[] {
  const { reader } = reading;
  const node = reader.node(item, key);
  if (node === undefined) return [];
  if (isScalar(node) && typeof node.value === 'string' && node.value !== '') {
    reading.checkText(node, node.value);
    return [{ kind: 'contains', text: node.value }];
  }
  if (!isMap(node) || node.items.length === 0) {
    reader.fail(
      node ?? reader.keyNode(item, key),
      `'${key}'`,
      'a text that must be contained, or a mapping with contains, matches or json',
    );
    return [];
  }
  reader.checkKeys(node, keysOf('check'));
  return [
    ...containsOf(node, reading),
    ...matchesOf(node, reading),
    ...jsonOf(node, reading),
    ...graphQlOf(node, reading),
  ];
}

function containsOf(node: YAMLMap, reading: StepReading): BodyCheck[] {
  const text = reading.reader.text(node, 'contains', 'a text that must be contained');
  if (typeof text !== 'string') return [];
  reading.checkText(reading.reader.node(node, 'contains'), text);
  return [{ kind: 'contains', text }];
}

function matchesOf(node: YAMLMap, { reader }: StepReading): BodyCheck[] {
  const pattern = reader.text(node, 'matches', 'a JavaScript pattern without slashes');
  if (typeof pattern !== 'string') return [];
  const problem = patternProblem(pattern);
  if (problem === null) return [{ kind: 'matches', pattern }];
  reader.fail(reader.node(node, 'matches'), `the pattern ${quoted(pattern)}`, `a valid JavaScript pattern: ${problem}`);
  return [];
}

function graphQlOf(node: YAMLMap, { reader }: StepReading): BodyCheck[] {
  const wanted = reader.parsed(node, 'graphql', (text) => (text === 'true' ? true : null), 'true, or no such key');
  return wanted === undefined ? [] : [{ kind: 'no-graphql-errors' }];
}

function jsonOf(node: YAMLMap, reading: StepReading): BodyCheck[] {
  const { reader } = reading;
  const map = reader.mapping(node, 'json', 'values by their paths: { user.id: 5 }');
  return (map?.items ?? []).flatMap(({ key, value }): BodyCheck[] => {
    const path = isScalar(key) ? String(key.value) : '';
    if (path === '' || parseJsonPath(path) === null) {
      reader.fail(key, `the path ${quoted(path)}`, 'a path such as user.items[0].id');
      return [];
    }
    const expected = reader.value(value);
    reading.checkText(value, JSON.stringify(expected ?? null));
    return [{ kind: 'json', path, value: expected ?? null }];
  });
}

/** `save`: names with where their values come from; later steps may use the names. */
export function readSave(item: YAMLMap, reading: StepReading): Save[] {
  const { reader } = reading;
  const map = reader.mapping(item, 'save', 'names and where their values come from: { token: json.token }');
  const saves = (map === undefined ? [] : reader.texts(map, 'saved value')).flatMap(({ key, text, node }): Save[] => {
    if (!/^[A-Za-z][\w-]*$/.test(key) || (builtInNames as readonly string[]).includes(key)) {
      reader.fail(
        node,
        `the name ${quoted(key)}`,
        `a name of letters, digits and dashes other than ${builtInNames.join(', ')}`,
      );
      return [];
    }
    const from = parseSource(text);
    if (typeof from !== 'string') return [{ name: key, from }];
    reader.fail(node, `the source ${quoted(text)}`, from);
    return [];
  });
  reading.saved.push(...saves.map(({ name }) => name));
  return saves;
}

/** Where a value comes from, or what was expected. */
function parseSource(text: string): Save['from'] | string {
  const pattern = /^\/(.+)\/$/s.exec(text)?.[1];
  if (pattern !== undefined) {
    const problem = patternProblem(pattern);
    return problem === null ? { kind: 'pattern', pattern } : `a valid JavaScript pattern: ${problem}`;
  }
  if (text === 'body') return { kind: 'body' };
  const [, kind, name] = /^(json|header|cookie)(?:\.|(?=\[))(.+)$/s.exec(text) ?? [];
  if (kind === 'json' && parseJsonPath(name!) !== null) return { kind, path: name! };
  if (kind === 'header' && /^[\w!#$%&'*+.^`|~-]+$/.test(name!)) return { kind, header: name!.toLowerCase() };
  if (kind === 'cookie') return { kind, cookie: name! };
  return 'json.PATH, header.NAME, cookie.NAME, body or /pattern/';
}

function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch (thrown) {
    return (thrown as Error).message.replace(/^Invalid regular expression: /, '');
  }
}
