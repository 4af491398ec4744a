import { describe, expect, it } from 'vitest';
import type { HeapGraph } from '../../src/heap/heap-graph.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';

const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id'],
  node_types: [['hidden', 'array', 'string', 'object'], 'string', 'number', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['context', 'element'], 'string_or_number', 'node'],
  trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
  trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
  sample_fields: ['timestamp_us', 'last_assigned_id'],
};

/**
 *     (root) ── main ─┬─ add ── grow
 *                     └─ load
 */
const TREE = [1, 0, 0, 0, [2, 1, 0, 0, [3, 2, 1, 8, [4, 3, 1, 8, []], 5, 4, 1, 8, []]]];

function textOf(entries: { tree?: unknown; functions?: number[]; samples?: number[] }): string {
  return JSON.stringify({
    snapshot: { meta: META, node_count: 4, edge_count: 0, trace_function_count: 5 },
    nodes: [3, 0, 1, 0, 0, 0, 3, 0, 3, 8, 0, 4, 3, 0, 5, 8, 0, 5, 3, 0, 7, 8, 0, 99],
    edges: [],
    trace_function_infos: entries.functions ?? [
      ...[0, 5, 0, 0, 0, 0],
      ...[7, 1, 6, 3, 1, 1],
      ...[8, 2, 6, 3, 10, 4],
      ...[9, 3, 6, 3, 20, 2],
      ...[10, 4, 6, 3, 30, 9],
    ],
    trace_tree: entries.tree ?? TREE,
    samples: entries.samples ?? [0, 3, 50_000, 5, 5_000_000_000, 9],
    locations: [],
    strings: ['', 'main', 'add', 'grow', 'load', '(root)', '/app/store.js'],
  });
}

function parse(text: string, step: number): HeapGraph {
  const parser = new SnapshotParser();
  for (let at = 0; at < text.length; at += step) parser.write(text.slice(at, at + step));
  return parser.end();
}

describe('the allocations that V8 tracked', () => {
  it.each([1, 7, 100_000])('tell the stack of each node, in chunks of %i', (step) => {
    const { allocations } = parse(textOf({}), step);
    const names = (node: number) => allocations?.stackOf(node).map(({ functionName }) => functionName);
    expect(names(1)).toEqual(['grow', 'add', 'main']);
    expect(names(2)).toEqual(['load', 'main']);
    expect(allocations?.stackOf(1)[0]).toEqual({
      functionName: 'grow',
      scriptName: '/app/store.js',
      scriptId: 3,
      line: 19,
      column: 1,
    });
  });

  it('tell nothing of a node that was there before, or whose stack is unknown', () => {
    const { allocations } = parse(textOf({}), 100);
    expect(allocations?.stackOf(0)).toEqual([]);
    expect(allocations?.stackOf(3)).toEqual([]);
  });

  it('tell when a node was first sampled, beyond 2^32 microseconds too', () => {
    const { allocations } = parse(textOf({}), 100);
    expect(allocations?.samples).toBe(3);
    expect([1, 3, 5, 7, 11].map((id) => allocations?.sampledAtUs(id))).toEqual([0, 0, 50_000, 5e9, null]);
  });

  it('are none where the lists are empty, as in every snapshot without tracking', () => {
    expect(parse(textOf({ tree: [], samples: [], functions: [] }), 100).allocations).toBeNull();
  });

  it('may be nested a hundred thousand deep', () => {
    const depth = 100_000;
    const nested = Array.from({ length: depth }, (_, at) => `${at + 1},1,0,0,[`).join('') + ']'.repeat(depth);
    const text = textOf({ tree: 'here' }).replace('"here"', `[${nested}]`).replace(',0,4,3,', `,0,${depth},3,`);
    expect(parse(text, 4096).allocations?.stackOf(1)).toHaveLength(depth - 1);
  });

  it.each([
    '[1,0,0,0]',
    '[1,0,0,[]]',
    '[1,0,0,0,[],]',
    '[1,0,0,0,[2]]',
    '[1,0,0,-1,[]]',
    '[1,,0,0,[]]',
    '[[]]',
    '[1 2,0,0,0,[]]',
  ])('are refused as %s', (tree) => {
    const text = textOf({ tree: 'here' }).replace('"here"', tree);
    expect(() => parse(text, 50)).toThrow(/allocation trace/);
  });

  it('are refused where they name functions or strings that do not exist', () => {
    expect(() => parse(textOf({ tree: [1, 5, 0, 0, []] }), 100)).toThrow(/a function that is not in the list/);
    expect(() => parse(textOf({ functions: [0, 7, 0, 0, 0, 0] }), 100)).toThrow(/a name that is not in "strings"/);
  });
});
