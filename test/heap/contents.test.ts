import { describe, expect, it } from 'vitest';
import { contentsOf, contextVariables, definitionOf } from '../../src/heap/contents.ts';
import { heapOf } from '../support/heap-builder.ts';

const slot = (to: string, index: number) => ({ to, type: 'internal', name: String(index) }) as const;
const table = (to: string) => ({ to, type: 'internal', name: 'table' }) as const;

describe('contents', () => {
  // 2 buckets: header of 3 slots, 2 buckets, 4 entries of 3 slots, after 16 bytes of array header.
  it('of a Map are its keys and values by table slots', () => {
    const { graph, node } = heapOf({
      root: ['map'],
      map: { name: 'Map', edges: [table('store')] },
      store: {
        type: 'array',
        size: 16 + 8 * 17,
        edges: [slot('k0', 5), slot('v0', 6), slot('hole', 8), slot('v2', 12), slot('k3', 14)],
      },
      hole: { type: 'hidden', name: 'system / Hole' },
    });
    expect(contentsOf(graph, node('map'))).toMatchObject({
      kind: 'map',
      capacity: 4,
      backingStore: node('store'),
      entries: [
        { keyNode: node('k0'), valueNode: node('v0') },
        { keyNode: null, valueNode: node('v2') },
        { keyNode: node('k3'), valueNode: null },
      ],
    });
  });

  it('of a Set are its members', () => {
    const { graph, node } = heapOf({
      root: ['set'],
      set: { name: 'Set', edges: [table('store')] },
      store: { type: 'array', size: 16 + 8 * 13, edges: [slot('a', 5), slot('chain', 6), slot('b', 7)] },
    });
    const contents = contentsOf(graph, node('set'))!;
    expect(contents).toMatchObject({ kind: 'set', capacity: 4 });
    expect(contents.entries.map(({ keyNode }) => keyNode)).toEqual([node('a'), node('b')]);
  });

  it('of a WeakMap are the values of its pairs', () => {
    const name = '3 / part of key (K @3) -> value (V @5) pair in WeakMap (table @9)';
    const { graph, node } = heapOf({
      root: ['map'],
      map: { name: 'WeakMap', edges: [table('store')] },
      store: {
        type: 'array',
        id: 9,
        size: 100,
        edges: [
          { to: 'key', type: 'weak', name: '7' },
          { to: 'value', type: 'internal', name },
        ],
      },
    });
    expect(contentsOf(graph, node('map'))).toMatchObject({ kind: 'weak-map', entries: [{ valueNode: node('value') }] });
  });

  it('of an Array are its elements by index, and the room it has', () => {
    const { graph, node } = heapOf({
      root: ['list'],
      list: {
        name: 'Array',
        edges: [
          { to: 'a', type: 'element', name: 4 },
          { to: 'store', type: 'internal', name: 'elements' },
        ],
      },
      store: { type: 'array', size: 16 + 8 * 17 },
    });
    expect(contentsOf(graph, node('list'))).toMatchObject({
      kind: 'array',
      capacity: 17,
      entries: [{ key: 4, valueNode: node('a') }],
    });
  });

  it('of an object in dictionary mode are told from those of a plain one', () => {
    const properties = (to: string) => ({ to, type: 'internal', name: 'properties' }) as const;
    const { graph, node } = heapOf({
      root: ['dictionary', 'plain', 'text'],
      dictionary: { name: 'Object', edges: ['k1', '__proto__', properties('hash')] },
      hash: { type: 'array', name: '(object properties)' },
      plain: { name: 'Object', edges: ['k1', properties('out')] },
      out: { type: 'hidden', name: 'system / PropertyArray' },
      text: { type: 'string' },
    });
    const dictionary = contentsOf(graph, node('dictionary'))!;
    expect(dictionary.kind).toBe('dictionary');
    expect(dictionary.entries.map(({ key }) => key)).toEqual(['k1']);
    expect(contentsOf(graph, node('plain'))?.kind).toBe('object');
    expect(contentsOf(graph, node('text'))).toBeNull();
  });
});

describe('a closure', () => {
  const { graph, node } = heapOf({
    root: ['fn', 'thing'],
    fn: {
      type: 'closure',
      location: { scriptId: 4, line: 9, column: 2 },
      edges: [{ to: 'inner', type: 'internal', name: 'context' }],
    },
    inner: {
      edges: [
        { to: 'cache', type: 'context' },
        { to: 'outer', type: 'internal', name: 'previous' },
      ],
    },
    outer: {
      edges: [
        { to: 'bus', type: 'context' },
        { to: 'inner', type: 'internal', name: 'previous' },
      ],
    },
    thing: { edges: [{ to: 'fn', type: 'internal', name: 'constructor' }] },
  });

  it('keeps the variables of its scopes, the innermost first', () => {
    expect(contextVariables(graph, node('fn'))).toEqual([
      { name: 'cache', valueNode: node('cache'), context: node('inner'), scope: 0 },
      { name: 'bus', valueNode: node('bus'), context: node('outer'), scope: 1 },
    ]);
    expect(contextVariables(graph, node('outer')).map(({ name }) => name)).toEqual(['bus', 'cache']);
  });

  it('tells where it was defined, and what it constructed does too', () => {
    expect(definitionOf(graph, node('fn'))).toEqual({ scriptId: 4, line: 9, column: 2 });
    expect(definitionOf(graph, node('thing'))).toEqual({ scriptId: 4, line: 9, column: 2 });
    expect(definitionOf(graph, node('cache'))).toBeNull();
  });
});
