import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { quoted } from './bad-options.ts';
import { didYouMean } from './nearest-name.ts';
import {
  isList,
  isStructured,
  isWritableIn,
  type OptionName,
  optionRows,
  refusedOptions,
  rowOf,
} from './option-table.ts';
import type { Problem, RawOptions, RawSource, RawValue } from './raw-options.ts';
import { parseYaml } from './yaml-positions.ts';

const names: readonly string[] = optionRows.map((row) => row.name);

/** The options written in a configuration file, each with its line; whatever is not an option is a problem. */
export function readConfig(text: string, fileName: string): RawSource {
  const yaml = parseYaml(text, fileName);
  if (yaml.problems.length > 0) return { options: new Map(), problems: yaml.problems, isUnreadable: true };
  const root = yaml.document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { options: new Map(), problems: [] };
  if (!isMap(root)) {
    return {
      options: new Map(),
      problems: [{ option: fileName, given: '', expected: "keys and values: 'url: http://…'" }],
      isUnreadable: true,
    };
  }
  const options = new Map<OptionName, RawValue>();
  const problems: Problem[] = [];
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const from = yaml.at(key);
    const unknown =
      whyUnknown(name, from) ?? (isWritableIn(rowOf(name as OptionName), 'file') ? null : notInFile(name, from));
    if (unknown !== null) problems.push(unknown);
    else {
      const node = isAlias(value) ? value.resolve(yaml.document) : value;
      if (name === 'scenario' && isMap(node)) {
        options.set(name, { texts: [`${fileName} (${name})`], from, part: { yaml, node, file: fileName } });
        continue;
      }
      const result = readValue(name as OptionName, node as Node | null, from);
      if ('texts' in result) options.set(name as OptionName, result);
      else problems.push(result);
    }
  }
  return { options, problems };
}

/** The problem with a name that is no option, or null when it is one. `from`: where it was written. */
export function whyUnknown(name: string, from: string): Problem | null {
  if (names.includes(name)) return null;
  const reason = Object.hasOwn(refusedOptions, name) ? refusedOptions[name] : undefined;
  if (reason !== undefined) return { option: name, given: `given (${from})`, expected: `it not to be set: ${reason}` };
  return {
    option: quoted(name),
    given: `not an option (${from})`,
    expected: `one that exists${didYouMean(name, names)}`,
  };
}

function notInFile(name: string, from: string): Problem {
  const isFlag = isWritableIn(rowOf(name as OptionName), 'flag');
  return {
    option: name,
    given: `given inside the configuration file (${from})`,
    expected: `it as an input${isFlag ? ' or a flag' : ''} only`,
  };
}

function readValue(name: OptionName, node: Node | null, from: string): RawValue | Problem {
  const row = rowOf(name);
  if (isScalar(node) && node.value !== null) {
    const text = node.source ?? String(node.value);
    return { texts: isList(row) ? text.split(/\r?\n/) : [text], from };
  }
  if (isSeq(node) && isStructured(row) && node.items.every((item) => isMap(item) || isScalar(item))) {
    return { texts: node.items.map((item) => (isMap(item) ? JSON.stringify(item) : scalarText(item))), from };
  }
  if (isSeq(node) && isList(row) && node.items.every((item) => isScalar(item) && item.value !== null)) {
    return { texts: node.items.map((item) => scalarText(item)), from };
  }
  if (isMap(node) && row.kind === 'headers' && node.items.every((pair) => isScalar(pair.value))) {
    return { texts: node.items.map((pair) => `${scalarText(pair.key)}: ${scalarText(pair.value)}`), from };
  }
  if (name === 'body' && (isMap(node) || isSeq(node))) return { texts: [JSON.stringify(node)], from };
  if (node === null || isScalar(node))
    return { option: name, given: `empty (${from})`, expected: `a value such as ${row.example}` };
  return { option: name, given: `a list or a mapping (${from})`, expected: `a value such as ${row.example}` };
}

function scalarText(node: unknown): string {
  return isScalar(node) ? (node.source ?? String(node.value)) : String(node);
}

export function emptySource(): { readonly options: RawOptions; readonly problems: readonly Problem[] } {
  return { options: new Map(), problems: [] };
}
