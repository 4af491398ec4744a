import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { BodyCheck, EventStreamExchange, Message, WebSocketExchange } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import { readHeaders, readName, readPath } from './read-address.ts';
import { readChecks } from './read-checks.ts';
import type { StepReading } from './step-reading.ts';

/** A WebSocket from a mapping whose keys have been checked; null when it has no usable path. */
export function readWebSocket(item: YAMLMap, reading: StepReading): WebSocketExchange | null {
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

/** The same for a stream of server-sent events. */
export function readEvents(item: YAMLMap, reading: StepReading): EventStreamExchange | null {
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

function readMessages(item: YAMLMap, reading: StepReading): Message[] {
  const { reader } = reading;
  const node = reader.node(item, 'send');
  if (node === undefined) return [];
  return (isSeq(node) ? reader.items(node) : [node]).flatMap((message): Message[] => {
    const alone = isMap(message) && message.items.length === 1 ? message : null;
    if (alone?.has('wait-for') === true) {
      const checks = readChecks(alone, 'wait-for', reading);
      return checks.length === 0 ? [] : [{ kind: 'wait', checks }];
    }
    if (alone?.has('base64') === true) {
      const base64 = reader.parsed(alone, 'base64', base64Of, 'bytes in base64');
      return base64 === undefined ? [] : [{ kind: 'binary', base64 }];
    }
    const read = reader.jsonOrText(message, "a message in 'send'");
    if (read === null) return [];
    reading.checkText(message, read.text);
    return [{ kind: 'text', text: read.text }];
  });
}

function base64Of(text: string): string | null {
  return text !== '' && Buffer.from(text, 'base64').toString('base64') === text ? text : null;
}

function oneOf<T extends string>(...choices: readonly T[]): (text: string) => T | null {
  return (text) => choices.find((choice) => choice === text) ?? null;
}
