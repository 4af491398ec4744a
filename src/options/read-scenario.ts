import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Scenario, ScenarioRequest } from '../load/scenario.ts';
import { checkTemplates } from '../load/template.ts';
import { quoted } from './bad-options.ts';
import { checkHeader, contentTypeFor, methods } from './http-fields.ts';
import { didYouMean } from './nearest-name.ts';
import type { Problem } from './raw-options.ts';
import { parseStatuses } from './units.ts';
import { parseYaml, type YamlText } from './yaml-positions.ts';

const requestKeys = ['name', 'method', 'path', 'headers', 'body', 'weight', 'expect-status'];

export interface ScenarioDefaults {
  readonly expectStatus: readonly (readonly [number, number])[];
}

/** Seed of the request sequence unless a scenario names another: every run sends the same requests. */
export const defaultSeed = 1;

/** A scenario file (YAML or JSON) as a Scenario, or every problem in it with its line and column. */
export function readScenario(
  text: string,
  fileName: string,
  defaults: ScenarioDefaults,
): { readonly scenario: Scenario | null; readonly problems: readonly Problem[] } {
  const yaml = parseYaml(text, fileName);
  if (yaml.problems.length > 0) return { scenario: null, problems: yaml.problems };
  const root = yaml.document.contents;
  const problems: Problem[] = [];
  const fail = (node: unknown, given: string, expected: string): null => {
    problems.push({ option: yaml.at(node), given, expected });
    return null;
  };
  if (!isMap(root)) {
    fail(root, '', "a key 'requests' with a list of requests");
    return { scenario: null, problems };
  }
  checkKeys(root, ['requests', 'seed'], fail);
  const seed = readSeed(root, fail);
  const list = root.get('requests', true) as unknown;
  if (!isSeq(list) || list.items.length === 0) {
    fail(list ?? root, '', "a key 'requests' with a list of at least one request");
    return { scenario: null, problems };
  }
  const requests: ScenarioRequest[] = [];
  for (const item of list.items) {
    const request = readRequest(item, yaml, defaults, fail);
    if (request === null) continue;
    if (requests.some(({ name }) => name === request.name)) {
      fail(item, `a second request named ${quoted(request.name)}`, "a 'name' of its own for each request");
    }
    requests.push(request);
  }
  return { scenario: problems.length === 0 ? { requests, seed } : null, problems };
}

type Fail = (node: unknown, given: string, expected: string) => null;

function readSeed(root: YAMLMap, fail: Fail): number {
  const node = root.get('seed', true);
  if (node === undefined) return defaultSeed;
  const seed = isScalar(node) ? node.value : null;
  if (typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0) return seed;
  fail(node, "a 'seed'", 'a whole number');
  return defaultSeed;
}

function checkKeys(map: YAMLMap, known: readonly string[], fail: Fail): void {
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!known.includes(name))
      fail(key, `the key ${quoted(name)}`, `one of ${known.join(', ')}${didYouMean(name, known)}`);
  }
}

function readRequest(item: unknown, yaml: YamlText, defaults: ScenarioDefaults, fail: Fail): ScenarioRequest | null {
  if (!isMap(item)) return fail(item, 'a request', "keys and values, at least 'path: /…'");
  checkKeys(item, requestKeys, fail);
  const body = readBody(item, yaml, fail);
  const method = readMethod(item, body, fail);
  const path = readPath(item, fail);
  const headers = readHeaders(item, fail);
  const expectStatus = readStatuses(item, defaults, fail);
  const weight = readWeight(item, fail);
  const name = readName(item, `${method} ${path}`, fail);
  for (const text of [path ?? '', body ?? '', ...Object.values(headers)]) {
    for (const problem of checkTemplates(text)) fail(item, '', `valid placeholders: ${problem}`);
  }
  if (path === null) return null;
  return { name, method, path, headers: { ...contentTypeFor(body), ...headers }, body, expectStatus, weight };
}

function readName(item: YAMLMap, fallback: string, fail: Fail): string {
  const node = item.get('name', true);
  if (node === undefined) return fallback;
  const name = isScalar(node) ? node.value : null;
  if (typeof name === 'string' && name.trim() !== '' && !/[\r\n]/.test(name)) return name.trim();
  fail(node, "a 'name'", 'a text on one line');
  return fallback;
}

function readMethod(item: YAMLMap, body: string | null, fail: Fail): string {
  const node = item.get('method', true);
  if (node === undefined) return body === null ? 'GET' : 'POST';
  const method = isScalar(node) ? String(node.value).toUpperCase() : '';
  if (!(methods as readonly string[]).includes(method))
    fail(node, `the method ${quoted(method)}`, `one of ${methods.join(', ')}`);
  else if (body !== null && (method === 'GET' || method === 'HEAD'))
    fail(node, `${method} with a body`, 'no body, or another method');
  return method;
}

function readPath(item: YAMLMap, fail: Fail): string | null {
  const node = item.get('path', true);
  if (node === undefined) return fail(item, 'a request without a path', "'path: /…'");
  const path = isScalar(node) ? node.value : null;
  if (typeof path === 'string' && /^\/(?:[^\s#{]|\{\{[^{}]*\}\}|\{)*$/.test(path)) return path;
  return fail(node, `the path ${quoted(String(path))}`, "a path that begins with '/', without spaces and #");
}

function readBody(item: YAMLMap, yaml: YamlText, fail: Fail): string | null {
  const node = item.get('body', true) as unknown;
  if (node === undefined) return null;
  if (isMap(node) || isSeq(node)) return JSON.stringify(node.toJS(yaml.document));
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  return fail(node, "a 'body'", 'a text, or a mapping or list to be sent as JSON');
}

function readHeaders(item: YAMLMap, fail: Fail): Readonly<Record<string, string>> {
  const node = item.get('headers', true) as unknown;
  const headers: Record<string, string> = {};
  if (node === undefined) return headers;
  if (!isMap(node)) {
    fail(node, "'headers'", "names and values: 'accept: text/html'");
    return headers;
  }
  for (const { key, value } of node.items) {
    const text = isScalar(value) ? (value.source ?? String(value.value)) : null;
    const header = text === null ? null : checkHeader(String(key), text);
    if (header?.ok) headers[header.name] = header.value;
    else fail(key, `the header ${quoted(String(key))}`, header?.expected ?? 'a text as its value');
  }
  return headers;
}

function readStatuses(item: YAMLMap, defaults: ScenarioDefaults, fail: Fail): ScenarioRequest['expectStatus'] {
  const node = item.get('expect-status', true);
  if (node === undefined) return defaults.expectStatus;
  const ranges = isScalar(node) ? parseStatuses(String(node.value)) : null;
  if (ranges === null) fail(node, "an 'expect-status'", 'status codes from 100 to 599 such as 200-299,304');
  return ranges ?? defaults.expectStatus;
}

function readWeight(item: YAMLMap, fail: Fail): number {
  const node = item.get('weight', true);
  if (node === undefined) return 1;
  const weight = isScalar(node) ? node.value : null;
  if (typeof weight === 'number' && Number.isSafeInteger(weight) && weight >= 1 && weight <= 1000) return weight;
  fail(node, "a 'weight'", 'a whole number from 1 to 1000');
  return 1;
}
