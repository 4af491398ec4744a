import { describe, expect, it } from 'vitest';
import type { HeapGraph } from '../../src/heap/heap-graph.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { SnapshotRedactor } from '../../src/heap/snapshot-redactor.ts';
import { heapOf, NODE_20, NODE_24, type NodeSketch, writeSnapshot } from '../support/heap-builder.ts';
import { randomHeap } from '../support/random-heap.ts';

function redact(text: string | Uint8Array, chunkLength = Number.POSITIVE_INFINITY): string {
  const pieces: Uint8Array[] = [];
  const redactor = new SnapshotRedactor((bytes) => pieces.push(bytes));
  for (let at = 0; at < text.length; at += chunkLength) redactor.write(text.slice(at, at + chunkLength));
  redactor.end();
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): HeapGraph {
  const parser = new SnapshotParser();
  parser.write(text);
  return parser.end();
}

function columnsOf(graph: HeapGraph) {
  const { strings: _, locationOf, extraNativeBytes, ...columns } = graph;
  return {
    ...columns,
    extraNativeBytes,
    nodeIds: Array.from(graph.nodeIds),
    selfSizes: Array.from(graph.selfSizes),
    locations: Array.from({ length: graph.nodeCount }, (_, node) => locationOf(node)),
  };
}

function stringsOf({ strings }: HeapGraph): string[] {
  return Array.from({ length: strings.length }, (_, index) => strings.get(index));
}

const secret = 'sk_live_51H8xQ2eZvKYlo2C';

/** A service that holds the secret in every way that is data, and a few texts that are names. */
const service = heapOf({
  root: [{ to: 'session', type: 'context', name: 'sessions' }, 'dictionary', 'pattern', 'handler'],
  session: { name: 'Session', edges: ['token', { to: 'text', name: 'note' }, { to: 'whole', name: 'whole' }] },
  token: { type: 'string', name: secret },
  text: { type: 'string', name: `é\u{1f600}\n"\\${secret}\u0001 end` },
  long: { type: 'string', name: secret.repeat(500) },
  whole: { type: 'concatenatedString', name: '(concatenated string)', edges: ['long', 'named', 'amount'] },
  named: { type: 'string', name: 'note' },
  amount: { type: 'number', name: '4242424242424242' },
  plain: { type: 'number', name: 'heap number' },
  pattern: { type: 'regexp', name: `^${secret}$`, edges: ['plain'] },
  handler: { type: 'closure', name: 'handleLogin' },
  dictionary: {
    name: 'Object',
    edges: [
      { to: 'token', name: secret },
      { to: 'token', name: 'ada@example.com' },
      { to: 'token', name: 'theme' },
      ...Array.from({ length: 47 }, (_, at) => ({ to: 'token', name: `user-${1000 + at}` })),
    ],
  },
} satisfies Record<string, NodeSketch>).graph;

const text = writeSnapshot(service, NODE_24);

describe('a redacted snapshot', () => {
  it.each([
    ['Node 20', NODE_20],
    ['Node 24', NODE_24],
  ])('has the same graph, ids, sizes and lengths of strings in the format of %s', (_, format) => {
    for (const graph of [service, ...Array.from({ length: 60 }, (_, at) => randomHeap(at + 1))]) {
      const whole = parse(writeSnapshot(graph, format));
      const redacted = parse(redact(writeSnapshot(graph, format)));
      expect(columnsOf(redacted)).toEqual(columnsOf(whole));
      const before = stringsOf(whole);
      for (const [index, string] of stringsOf(redacted).entries()) {
        expect(string).toHaveLength(before[index]!.length);
        const isPair = /^\d+ \/ part of key \(.* -> value \(\** @/s.test(string);
        if (!isPair) expect([before[index]!, '*'.repeat(string.length)]).toContain(string);
      }
    }
  });

  it('holds no string, number, pattern or dictionary key that is data', () => {
    const redacted = redact(text);
    for (const data of [secret, 'sk_live', '4242', 'ada@', 'user-1', 'end']) expect(redacted).not.toContain(data);
  });

  it('keeps what names something, and the words of V8', () => {
    const strings = stringsOf(parse(redact(text)));
    for (const name of ['Session', 'sessions', 'note', 'whole', 'handleLogin', 'theme', 'Object'])
      expect(strings).toContain(name);
    for (const word of ['(concatenated string)', 'heap number']) expect(strings).toContain(word);
  });

  it('keeps the keys of an object that is no dictionary', () => {
    const edges = Array.from({ length: 48 }, (_, at) => ({ to: 'value', name: `key-${1000 + at}` }));
    const small = heapOf({ root: ['object'], object: { name: 'Object', edges } });
    const strings = stringsOf(parse(redact(writeSnapshot(small.graph, NODE_24))));
    expect(strings.filter((string) => string.startsWith('key-'))).toHaveLength(48);
  });

  it('blanks the value that V8 quotes in the name of a WeakMap pair, and keeps its ids', () => {
    const nameOf = (value: string) => `3 / part of key (Session @7) -> value (${value} @9) pair in WeakMap (table @5)`;
    const hostile = `${secret} @1) -> value (x @9) pair in WeakMap (table @5)`;
    for (const value of [secret, 'é"\\\n', hostile, '']) {
      const pair = heapOf({
        root: [{ to: 'value', type: 'internal', name: nameOf(value) }],
        value: { type: 'string' },
      });
      for (const length of [1, 5, 10_000]) {
        const strings = stringsOf(parse(redact(writeSnapshot(pair.graph, NODE_24), length)));
        expect(strings).toContain(nameOf('*'.repeat(value.length)));
      }
    }
    const cut = heapOf({ root: [{ to: 'a', type: 'internal', name: nameOf(secret).slice(0, 50) }] });
    expect(redact(writeSnapshot(cut.graph, NODE_24))).not.toContain('sk_');
  });

  it('keeps other names that begin with a digit', () => {
    const names = heapOf({
      root: [
        { to: 'a', type: 'internal', name: '12' },
        { to: 'a', name: '3d / part of' },
      ],
    });
    expect(stringsOf(parse(redact(writeSnapshot(names.graph, NODE_24), 3)))).toEqual(
      expect.arrayContaining(['12', '3d / part of']),
    );
  });

  it.each([1, 2, 3, 7, 41, 64, 1000])('is the same byte for byte in chunks of %i characters or bytes', (length) => {
    const expected = redact(text);
    expect(redact(text, length)).toBe(expected);
    expect(redact(new TextEncoder().encode(text), length)).toBe(expected);
  });

  it('of a snapshot that breaks off is refused, and what came before holds no data', () => {
    for (const cut of [10, 700, text.indexOf(secret) + 5, text.length - 3]) {
      const pieces: Uint8Array[] = [];
      const redactor = new SnapshotRedactor((bytes) => pieces.push(bytes));
      redactor.write(text.slice(0, cut));
      expect(() => redactor.end()).toThrow(/not a heap snapshot|ends there/u);
      expect(Buffer.concat(pieces).toString()).not.toContain('sk_');
    }
  });

  it('is not made of a text that is none', () => {
    expect(() => redact('{"snapshot":{}}')).toThrow(/meta/u);
    expect(() => redact(text.replace('"strings":[', '"strings":[7,'))).toThrow(/expected a string/u);
  });
});
