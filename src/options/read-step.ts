import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { BodyCheck, ClientManner, Exchange, HttpExchange, RequestBody, Step } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import { checkHeader, contentTypeFor, methods } from './http-fields.ts';
import { readBody } from './read-body.ts';
import { readChecks, readSave } from './read-checks.ts';
import { keysOf, type MappingName } from './scenario-fields.ts';
import type { StepReading } from './step-reading.ts';
import { parseDuration, parseStatuses } from './units.ts';

/** What makes a mapping a step of each kind; the first that is there decides. */
const marks = [
  ['steps', 'flow'],
  ['websocket', 'websocket'],
  ['events', 'events'],
  ['think', 'think'],
  ['close', 'close'],
  ['path', 'http'],
  ['graphql', 'http'],
] as const satisfies readonly (readonly [string, MappingName])[];

export type StepKind = (typeof marks)[number][1];

/** Longest pause or slowness of a client: a round must end. */
const longestPauseMs = 60_000;

/** What kind of step a mapping is, or null with a problem. `allowed`: the kinds that may stand here. */
export function kindOfStep(item: YAMLMap, allowed: readonly StepKind[], reading: StepReading): StepKind | null {
  const { reader } = reading;
  const mark = marks.find(([key]) => reader.has(item, key));
  const expected = marks
    .filter(([key, kind]) => allowed.includes(kind) && key !== 'graphql')
    .map(([key]) => `'${key}'`);
  if (mark === undefined)
    return reader.fail(item, 'a request without a path', `one of ${expected.join(', ')}, e.g. 'path: /'`);
  const [key, kind] = mark;
  if (allowed.includes(kind)) return kind;
  return reader.fail(reader.keyNode(item, key), `'${key}'`, `one of ${expected.join(', ')} in this place`);
}

/** Steps of one user in their order; what one saves, those after it may use. */
export function readSteps(map: YAMLMap, key: string, reading: StepReading): Step[] {
  const list = reading.reader.list(
    map,
    key,
    "a list of steps, each with 'path', 'websocket', 'events', 'think' or 'close'",
  );
  const steps = (list === undefined ? [] : reading.reader.items(list)).flatMap((item) => readStep(item, reading) ?? []);
  return withUniqueNames(steps);
}

function readStep(item: unknown, reading: StepReading): Step | null {
  const { reader } = reading;
  if (!isMap(item)) return reader.fail(item, 'a step', "keys and values, at least 'path: /…'");
  const kind = kindOfStep(item, ['http', 'websocket', 'events', 'think', 'close'], reading);
  if (kind === null || kind === 'flow') return null;
  const shared = ['weight', 'rate'];
  for (const key of shared.filter((each) => reader.has(item, each)))
    reader.fail(reader.keyNode(item, key), `'${key}' at a step`, `'${key}' at the whole flow`);
  reader.checkKeys(item, [...keysOf(kind), ...shared]);
  if (kind === 'think') {
    const ms = readPause(item, 'think', reading);
    return ms === undefined ? null : { kind, ms };
  }
  if (kind === 'close') return readClose(item, reading);
  return readExchange(item, kind, reading);
}

function readClose(item: YAMLMap, { reader, open }: StepReading): Step | null {
  const session = reader.text(item, 'close', 'the name of a session that is kept open');
  if (typeof session !== 'string') return null;
  if (open.delete(session)) return { kind: 'close', session };
  const known = open.size === 0 ? 'none is open here' : `open here: ${[...open].join(', ')}`;
  return reader.fail(
    reader.node(item, 'close'),
    `the session ${quoted(session)}`,
    `one that a step before keeps with 'keep-as' (${known})`,
  );
}

/** One exchange from a mapping whose keys have been checked; null when it has no usable path. */
export function readExchange(
  item: YAMLMap,
  kind: 'http' | 'websocket' | 'events',
  reading: StepReading,
): Exchange | null {
  switch (kind) {
    case 'http':
      return readHttp(item, reading);
    case 'websocket':
      return readWebSocket(item, reading);
    case 'events':
      return readEvents(item, reading);
  }
}

function readHttp(item: YAMLMap, reading: StepReading): HttpExchange | null {
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

function readWebSocket(item: YAMLMap, reading: StepReading): Exchange | null {
  const { reader } = reading;
  const path = readPath(item, 'websocket', reading);
  const ending = reader.parsed(item, 'ending', oneOf('close', 'abort'), 'close or abort') ?? 'close';
  const session = readSession(item, 0, reading);
  const subprotocol = reader.text(item, 'subprotocol', 'the name of a subprotocol') ?? null;
  if (subprotocol !== null && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(subprotocol))
    reader.fail(
      reader.node(item, 'subprotocol'),
      `the subprotocol ${quoted(subprotocol)}`,
      'a name without spaces and commas',
    );
  const headers = readHeaders(item, reading);
  const send = readMessages(item, reading);
  const name = readName(item, `WebSocket ${path}`, reading);
  if (path === null) return null;
  return { kind: 'websocket', name, path, headers, subprotocol, send, ending, ...session };
}

function readEvents(item: YAMLMap, reading: StepReading): Exchange | null {
  const path = readPath(item, 'events', reading);
  const session = readSession(item, 1, reading);
  const headers = readHeaders(item, reading);
  const name = readName(item, `events ${path}`, reading);
  return path === null ? null : { kind: 'events', name, path, headers, ...session };
}

function readSession(
  item: YAMLMap,
  defaultMessages: number,
  reading: StepReading,
): { expectMessages: number; expectBody?: BodyCheck[]; keepAs: string | null } {
  const { reader, open } = reading;
  const given = reader.count(item, 'expect-messages', [0, 100_000]);
  const checks = readChecks(item, 'expect-message', reading);
  const keepAs = reader.text(item, 'keep-as', 'a name for the session') ?? null;
  if (keepAs !== null && open.has(keepAs))
    reader.fail(reader.node(item, 'keep-as'), `the session ${quoted(keepAs)}`, 'a name that no open session has');
  if (keepAs !== null) open.add(keepAs);
  if (given === 0 && checks.length > 0)
    reader.fail(
      reader.keyNode(item, 'expect-message'),
      "'expect-message' with 'expect-messages: 0'",
      'at least one message',
    );
  const expectMessages = given ?? (checks.length > 0 ? 1 : defaultMessages);
  return { expectMessages, ...(checks.length > 0 && { expectBody: checks }), keepAs };
}

function readMessages(item: YAMLMap, reading: StepReading): string[] {
  const { reader } = reading;
  const node = reader.node(item, 'send');
  if (node === undefined) return [];
  return (isSeq(node) ? reader.items(node) : [node]).flatMap((message) => {
    const read = reader.jsonOrText(message, "a message in 'send'");
    if (read === null) return [];
    reading.checkText(message, read.text);
    return [read.text];
  });
}

/** The name of an exchange or flow, or the fallback. */
export function readName(item: YAMLMap, fallback: string, { reader }: StepReading): string {
  const name = reader.text(item, 'name', 'a text on one line');
  if (typeof name !== 'string') return fallback;
  if (!/[\r\n]/.test(name)) return name.trim();
  reader.fail(reader.node(item, 'name'), "a 'name' of several lines", 'a text on one line');
  return fallback;
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

function readPath(item: YAMLMap, key: string, reading: StepReading): string | null {
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

function readHeaders(item: YAMLMap, reading: StepReading): Readonly<Record<string, string>> {
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

function readManner(item: YAMLMap, hasBody: boolean, reading: StepReading): ClientManner | null {
  const { reader } = reading;
  const given = ['abort', 'slow-send', 'slow-read'].filter((key) => reader.has(item, key));
  if (given.length === 0) return null;
  if (given[0] === 'abort' && given.length > 1)
    reader.fail(reader.keyNode(item, given[1]!), `'${given[1]}' together with 'abort'`, 'one of the two');
  if (given[0] === 'abort') return readAbort(item, hasBody, reading);
  const sendMs = readPause(item, 'slow-send', reading) ?? 0;
  const readMs = readPause(item, 'slow-read', reading) ?? 0;
  if (reader.has(item, 'slow-send') && !hasBody)
    reader.fail(reader.keyNode(item, 'slow-send'), "'slow-send' without a body", 'a body that can be sent slowly');
  return { kind: 'slow', sendMs, readMs };
}

function readAbort(item: YAMLMap, hasBody: boolean, { reader }: StepReading): ClientManner | null {
  const parse = (text: string): 'sending' | 'receiving' | { readonly afterMs: number } | null => {
    if (text === 'while-sending') return 'sending';
    if (text === 'while-receiving') return 'receiving';
    const afterMs = parseDuration(text);
    return afterMs === null || afterMs > longestPauseMs ? null : { afterMs };
  };
  const when = reader.parsed(
    item,
    'abort',
    parse,
    'while-sending, while-receiving, or a time of at most 60s such as 20ms',
  );
  if (when === undefined) return null;
  if (when === 'sending' && !hasBody)
    reader.fail(
      reader.node(item, 'abort'),
      "'abort: while-sending' without a body",
      'a body of which a half can be sent',
    );
  return { kind: 'abort', when };
}

function readPause(item: YAMLMap, key: string, { reader }: StepReading): number | undefined {
  const parse = (text: string): number | null => {
    const ms = parseDuration(text);
    return ms === null || ms > longestPauseMs ? null : ms;
  };
  return reader.parsed(item, key, parse, 'a time such as 200ms or 2s, at most 60s');
}

function oneOf<T extends string>(...choices: readonly T[]): (text: string) => T | null {
  return (text) => choices.find((choice) => choice === text) ?? null;
}

/** Exchanges of one flow that have the same name are numbered: each is counted in a row of its own. */
function withUniqueNames(steps: readonly Step[]): Step[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    if (step.kind === 'think' || step.kind === 'close') return step;
    const times = (seen.get(step.name) ?? 0) + 1;
    seen.set(step.name, times);
    return times === 1 ? step : { ...step, name: `${step.name} (${times})` };
  });
}
