import { isScalar, type YAMLMap } from 'yaml';
import type { BodyCheck, HttpExchange, RequestBody } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import { contentTypeFor, methods } from './http-fields.ts';
import { readHeaders, readName, readPath } from './read-address.ts';
import { readBody } from './read-body.ts';
import { readChecks, readSave } from './read-checks.ts';
import { readManner } from './read-manner.ts';
import type { StepReading } from './step-reading.ts';
import { parseStatuses } from './units.ts';

/** One HTTP request from a mapping whose keys have been checked; null when it has no usable path. */
export function readHttp(item: YAMLMap, reading: StepReading): HttpExchange | null {
  const { reader, surroundings } = reading;
  const isGraphQl = reader.has(item, 'graphql');
  const body = readBody(item, reading);
  const hasBody = body.kind !== 'none' || reader.has(item, 'body');
  const method = readMethod(item, hasBody, reading);
  const path = isGraphQl && !reader.has(item, 'path') ? '/graphql' : readPath(item, 'path', reading);
  const headers = readHeaders(item, reading);
  const expectStatus = reader.parsed(
    item,
    'expect-status',
    parseStatuses,
    'status codes from 100 to 599 such as 200-299,304',
  );
  const given = readChecks(item, 'expect-body', reading);
  const checks = isGraphQl && !given.some(({ kind }) => kind === noErrors.kind) ? [noErrors, ...given] : given;
  const client = readManner(item, hasBody, reading);
  const aborted =
    client?.kind === 'abort' ? ['save', 'expect-body', 'expect-status'].filter((key) => reader.has(item, key)) : [];
  for (const key of aborted)
    reader.fail(
      reader.keyNode(item, key),
      `'${key}' together with 'abort'`,
      'one of the two: an aborted request has no answer',
    );
  if (method === 'HEAD' && reader.has(item, 'expect-body'))
    reader.fail(
      reader.keyNode(item, 'expect-body'),
      "'expect-body' with HEAD",
      'another method: an answer to HEAD has no body',
    );
  const name = readName(
    item,
    isGraphQl ? `GraphQL ${nameOfOperation(item, reading) ?? path}` : `${method} ${path}`,
    reading,
  );
  const save = readSave(item, reading);
  if (path === null) return null;
  return {
    kind: 'http',
    name,
    method,
    path,
    headers: { ...typeOf(body), ...headers },
    body,
    expectStatus: expectStatus ?? surroundings.expectStatus,
    ...(checks.length > 0 && { expectBody: checks }),
    ...(save.length > 0 && { save }),
    ...(client !== null && { client }),
  };
}

const noErrors: BodyCheck = { kind: 'no-graphql-errors' };

function typeOf(body: RequestBody): Readonly<Record<string, string>> {
  return body.kind === 'text' ? contentTypeFor(body.text) : {};
}

function nameOfOperation(item: YAMLMap, { reader }: StepReading): string | null {
  const [operation, query] = ['operation', 'graphql'].map((key) => reader.node(item, key));
  if (isScalar(operation) && typeof operation.value === 'string') return operation.value;
  const document = isScalar(query) ? String(query.value) : '';
  return /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(document)?.[1] ?? null;
}

function readMethod(item: YAMLMap, hasBody: boolean, { reader }: StepReading): string {
  const node = reader.node(item, 'method');
  if (node === undefined) return hasBody ? 'POST' : 'GET';
  const method = isScalar(node) ? String(node.value).toUpperCase() : '';
  if (!(methods as readonly string[]).includes(method))
    reader.fail(node ?? reader.keyNode(item, 'method'), `the method ${quoted(method)}`, `one of ${methods.join(', ')}`);
  else if (hasBody && (method === 'GET' || method === 'HEAD'))
    reader.fail(node, `${method} with a body`, 'no body, or another method');
  return method;
}
