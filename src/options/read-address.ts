import { isScalar, type YAMLMap } from 'yaml';
import { quoted } from './bad-options.ts';
import { checkHeader } from './http-fields.ts';
import type { StepReading } from './step-reading.ts';

/** The name of an exchange or flow, or the fallback. */
export function readName(item: YAMLMap, fallback: string, { reader }: StepReading): string {
  const name = reader.text(item, 'name', 'a text on one line');
  if (typeof name !== 'string') return fallback;
  if (!/[\r\n]/.test(name)) return name.trim();
  reader.fail(reader.node(item, 'name'), "a 'name' of several lines", 'a text on one line');
  return fallback;
}

/** The path under a key, its placeholders checked; null with a problem when it cannot be used. */
export function readPath(item: YAMLMap, key: string, reading: StepReading): string | null {
  const { reader } = reading;
  const node = reader.node(item, key);
  const path = isScalar(node) ? node.value : null;
  if (typeof path === 'string' && /^\/(?:[^\s#{]|\{\{[^{}]*\}\}|\{)*$/.test(path)) {
    reading.checkText(node, path);
    return path;
  }
  const hint = typeof path === 'string' && /^[a-z]+:\/\//i.test(path) ? '; the host comes from url' : '';
  return reader.fail(
    node ?? reader.keyNode(item, key) ?? item,
    `the path ${quoted(String(path))}`,
    `a path that begins with '/', without spaces and #${hint}`,
  );
}

/** Header values by lower-cased name. */
export function readHeaders(item: YAMLMap, reading: StepReading): Readonly<Record<string, string>> {
  const { reader } = reading;
  const headers: Record<string, string> = {};
  const map = reader.mapping(item, 'headers', "names and values: 'accept: text/html'", true);
  for (const { key, text, node } of map === undefined ? [] : reader.texts(map, 'header')) {
    const header = checkHeader(key, text);
    if (!header.ok) reader.fail(node, `the header ${quoted(key)}`, header.expected);
    else if (header.name in headers) reader.fail(node, `the header '${header.name}' twice`, 'each header once');
    else headers[header.name] = header.value;
    reading.checkText(node, text);
  }
  return headers;
}
