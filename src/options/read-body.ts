import { isAlias, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Part, RequestBody } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import { keysOf } from './scenario-fields.ts';
import type { StepReading } from './step-reading.ts';

const bodyKeys = ['body', 'body-file', 'form', 'multipart', 'graphql'] as const;

/** The body of an HTTP request from whichever key holds it; `none` where none does or it cannot be used. */
export function readBody(item: YAMLMap, reading: StepReading): RequestBody {
  const { reader } = reading;
  const given = bodyKeys.filter((key) => reader.has(item, key));
  if (given.length > 1)
    reader.fail(reader.keyNode(item, given[1]!), `given together with '${given[0]}'`, `one of ${bodyKeys.join(', ')}`);
  for (const key of ['variables', 'operation']) {
    if (reader.has(item, key) && !reader.has(item, 'graphql'))
      reader.fail(reader.keyNode(item, key), `'${key}' without 'graphql'`, "a document: 'graphql: query …'");
  }
  const bodies = given.map((key) => readers[key](item, reading));
  return bodies[0] ?? none;
}

const none: RequestBody = { kind: 'none' };

const readers: Readonly<Record<(typeof bodyKeys)[number], (item: YAMLMap, reading: StepReading) => RequestBody>> = {
  body(item, reading) {
    const node = reading.reader.node(item, 'body');
    const read = reading.reader.jsonOrText(node, "a 'body'");
    if (read !== null) reading.checkText(node, read.text);
    return read ?? none;
  },
  'body-file'(item, reading) {
    const { reader, surroundings } = reading;
    const path = reader.text(item, 'body-file', 'the path of a file');
    const bytes = typeof path === 'string' ? surroundings.readBytes(path) : null;
    if (typeof path === 'string' && bytes === null)
      reader.fail(
        reader.node(item, 'body-file'),
        `the file ${quoted(path)}`,
        'a file that can be read, from the folder of the scenario',
      );
    return bytes === null ? none : { kind: 'bytes', bytes, file: absolute(path!, reading) };
  },
  form(item, reading) {
    const map = reading.reader.mapping(item, 'form', 'names and values of fields');
    const fields = map === undefined ? [] : reading.reader.texts(map, 'field');
    for (const { text, node } of fields) reading.checkText(node, text);
    return { kind: 'form', fields: fields.map(({ key, text }) => [key, text] as const) };
  },
  multipart(item, reading) {
    const map = reading.reader.mapping(item, 'multipart', 'parts by name');
    return { kind: 'multipart', parts: (map?.items ?? []).flatMap((pair) => readPart(pair, reading) ?? []) };
  },
  graphql(item, reading) {
    const { reader } = reading;
    const query = reader.text(item, 'graphql', 'a GraphQL document');
    const operationName = reader.text(item, 'operation', 'the name of an operation');
    const variables = reader.mapping(item, 'variables', 'names and values of variables');
    const values = variables === undefined ? null : reader.jsonOrText(variables, "'variables'");
    const text = JSON.stringify({
      query: query ?? '',
      ...(values !== null && { variables: JSON.parse(values.text) as unknown }),
      ...(operationName != null && { operationName }),
    });
    reading.checkText(reader.node(item, 'graphql'), text);
    return { kind: 'json', text };
  },
};

function readPart({ key, value }: Pair, reading: StepReading): Part | null {
  const { reader, surroundings } = reading;
  const name = isScalar(key) ? String(key.value) : '';
  if (isScalar(value) && value.value !== null) {
    const content = value.source ?? String(value.value);
    reading.checkText(value, content);
    return { name, filename: null, contentType: null, content };
  }
  if (!isMap(value) || isAlias(value))
    return reader.fail(value ?? key, `the part ${quoted(name)}`, "a text, or a mapping with 'file' or 'content'");
  reader.checkKeys(value, keysOf('part'));
  const file = reader.text(value, 'file', 'the path of a file');
  const content = reader.text(value, 'content', 'a text');
  if (reader.has(value, 'file') === reader.has(value, 'content'))
    return reader.fail(value, `the part ${quoted(name)}`, "either 'file' or 'content'");
  const bytes = typeof file === 'string' ? surroundings.readBytes(file) : null;
  if (typeof file === 'string' && bytes === null)
    reader.fail(
      reader.node(value, 'file'),
      `the file ${quoted(file)}`,
      'a file that can be read, from the folder of the scenario',
    );
  const filename = reader.text(value, 'filename', 'a file name') ?? (typeof file === 'string' ? baseName(file) : null);
  const contentType = reader.text(value, 'content-type', 'a content type such as image/png') ?? null;
  for (const [at, text] of [
    ['content', content],
    ['filename', filename],
  ] as const) {
    if (typeof text === 'string') reading.checkText(reader.node(value, at), text);
  }
  if (contentType !== null && !/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/.test(contentType))
    reader.fail(
      reader.node(value, 'content-type'),
      `the type ${quoted(contentType)}`,
      'a content type such as image/png',
    );
  const described = contentType ?? (filename === null ? null : 'application/octet-stream');
  return {
    name,
    filename,
    contentType: described,
    content: bytes ?? content ?? '',
    ...(bytes !== null && { file: absolute(file!, reading) }),
  };
}

function absolute(path: string, { surroundings }: StepReading): string {
  return surroundings.absolute?.(path) ?? path;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
