import { isAlias, isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { quoted } from './bad-options.ts';
import { didYouMean } from './nearest-name.ts';
import { optionRows, refusedOptions } from './option-table.ts';
import type { Problem } from './raw-options.ts';
import type { YamlText } from './yaml-positions.ts';

/** Reads values out of a YAML document; whatever is not what was expected becomes a problem with its place. */
export class YamlReader {
  readonly #found: { readonly offset: number; readonly problem: Problem }[] = [];
  readonly #yaml: YamlText;

  constructor(yaml: YamlText) {
    this.#yaml = yaml;
  }

  /** Notes a problem at a node; `given`: what stands there, '' where nothing does. */
  fail(node: unknown, given: string, expected: string): null {
    const offset = isNode(node) ? (node.range?.[0] ?? -1) : -1;
    this.#found.push({ offset, problem: { option: this.#yaml.at(node), given, expected } });
    return null;
  }

  /** In the order of their places. */
  get problems(): readonly Problem[] {
    return this.#found.toSorted((a, b) => a.offset - b.offset).map(({ problem }) => problem);
  }

  /** The node of a key, aliases resolved; undefined where the key is missing. */
  node(map: YAMLMap, key: string): unknown {
    const node = map.get(key, true) as unknown;
    return isAlias(node) ? node.resolve(this.#yaml.document) : node;
  }

  has(map: YAMLMap, key: string): boolean {
    return map.has(key);
  }

  /** The node of the key itself, for messages. */
  keyNode(map: YAMLMap, key: string): unknown {
    return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
  }

  checkKeys(map: YAMLMap, known: readonly string[]): void {
    for (const { key } of map.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!known.includes(name)) this.fail(key, `the key ${quoted(name)}`, expectedKey(name, known));
    }
  }

  /** A text that is not empty; null with a problem when it is something else, undefined when the key is missing. */
  text(map: YAMLMap, key: string, expected: string): string | null | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'string' && value.trim() !== '') return value;
    return this.fail(node ?? this.keyNode(map, key), given(key, node), expected);
  }

  /** A whole number within bounds; undefined when the key is missing or it is none (with a problem). */
  count(map: YAMLMap, key: string, bounds: readonly [number, number]): number | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= bounds[0] && value <= bounds[1])
      return value;
    const [from, to] = bounds;
    const range = to === Number.MAX_SAFE_INTEGER ? (from === 0 ? '' : `, at least ${from}`) : ` from ${from} to ${to}`;
    this.fail(node ?? this.keyNode(map, key), given(key, node), `a whole number${range}`);
    return undefined;
  }

  /** A value that `parse` understands, written as text or number. */
  parsed<T>(map: YAMLMap, key: string, parse: (text: string) => T | null, expected: string): T | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    const value = isScalar(node) && node.value !== null ? parse(node.source ?? String(node.value)) : null;
    if (value !== null) return value;
    this.fail(node ?? this.keyNode(map, key), given(key, node), expected);
    return undefined;
  }

  /** A mapping, with at least one key unless `mayBeEmpty`; undefined when the key is missing or it is none (with a problem). */
  mapping(map: YAMLMap, key: string, expected: string, mayBeEmpty = false): YAMLMap | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    if (isMap(node) && (mayBeEmpty || node.items.length > 0)) return node;
    this.fail(node ?? this.keyNode(map, key), given(key, node), expected);
    return undefined;
  }

  /** A list, with at least one item unless `mayBeEmpty`. */
  list(map: YAMLMap, key: string, expected: string, mayBeEmpty = false): YAMLSeq | undefined {
    const node = this.node(map, key);
    if (node === undefined) return undefined;
    if (isSeq(node) && (mayBeEmpty || node.items.length > 0)) return node;
    this.fail(node ?? this.keyNode(map, key), given(key, node), expected);
    return undefined;
  }

  /** Items of a list, aliases resolved. */
  items(list: YAMLSeq): unknown[] {
    return list.items.map((item) => (isAlias(item) ? item.resolve(this.#yaml.document) : item));
  }

  /** Names and texts of a mapping; numbers and booleans are taken as they are written. */
  texts(map: YAMLMap, what: string): { readonly key: string; readonly text: string; readonly node: unknown }[] {
    return map.items.flatMap(({ key, value }) => {
      const node = isAlias(value) ? value.resolve(this.#yaml.document) : value;
      const text = isScalar(node) && node.value !== null ? (node.source ?? String(node.value)) : null;
      const name = isScalar(key) ? String(key.value) : '';
      if (text !== null) return [{ key: name, text, node }];
      this.fail(node ?? key, `the ${what} ${quoted(name)}`, looksLikeTemplate(node) ?? 'a text as its value');
      return [];
    });
  }

  /** A mapping or list as JSON, or a text as it is; null with a problem for anything else. */
  jsonOrText(node: unknown, what: string): { readonly kind: 'json' | 'text'; readonly text: string } | null {
    const resolved = isAlias(node) ? node.resolve(this.#yaml.document) : node;
    if (isScalar(resolved) && typeof resolved.value === 'string') return { kind: 'text', text: resolved.value };
    if (isMap(resolved) || isSeq(resolved)) {
      const unquoted = findUnquoted(resolved);
      if (unquoted !== null) return this.fail(unquoted, what, looksLikeTemplate(unquoted)!);
      return { kind: 'json', text: JSON.stringify(resolved.toJS(this.#yaml.document)) };
    }
    return this.fail(resolved ?? node, what, 'a text, or a mapping or list to be sent as JSON');
  }

  /** The plain value of a node. */
  value(node: unknown): unknown {
    return isMap(node) || isSeq(node) || isScalar(node) ? node.toJS(this.#yaml.document) : undefined;
  }
}

function expectedKey(name: string, known: readonly string[]): string {
  if (Object.hasOwn(refusedOptions, name)) return `it not to be set: ${refusedOptions[name]}`;
  const isOption = optionRows.some((row) => row.name === name);
  const instead = isOption ? '; it is an option, for leakgate.yml or the command line' : didYouMean(name, known);
  return `one of ${known.join(', ')}${instead}`;
}

function given(key: string, node: unknown): string {
  if (isScalar(node) && node.value !== null) return `'${key}' with ${quoted(String(node.source ?? node.value))}`;
  if (!isMap(node) && !isSeq(node)) return `'${key}' without a value`;
  const what = isMap(node) ? 'mapping' : 'list';
  return `'${key}' with ${node.items.length === 0 ? `an empty ${what}` : `a ${what}`}`;
}

/** `{{id}}` without quotes is a mapping in a mapping to YAML. */
function looksLikeTemplate(node: unknown): string | null {
  return isMap(node) && node.items.some(({ key }) => isMap(key)) ? 'a placeholder in quotes: "{{…}}"' : null;
}

function findUnquoted(node: unknown): unknown {
  if (looksLikeTemplate(node) !== null) return node;
  const children = isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : [];
  for (const child of children) {
    const found = findUnquoted(child);
    if (found !== null) return found;
  }
  return null;
}
