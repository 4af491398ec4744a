import { describe, expect, it } from 'vitest';
import { GateError } from '../../src/errors.ts';
import { edgeNameOf, edgeTypeOf } from '../../src/heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../../src/heap/heap-graph.ts';
import { type ParserOptions, parseSnapshot, SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { heapOf, NODE_20, NODE_24, writeSnapshot } from '../support/heap-builder.ts';
import { randomHeap, randomNumbers } from '../support/random-heap.ts';

function parse(chunks: Iterable<string | Uint8Array>, options?: ParserOptions): HeapGraph {
  const parser = new SnapshotParser(options);
  for (const chunk of chunks) parser.write(chunk);
  return parser.end();
}

/** Everything a graph says, as plain values. */
function contentOf(graph: HeapGraph) {
  const { strings, locationOf, extraNativeBytes: _, kernel: __, allocations: ___, ...columns } = graph;
  return {
    ...columns,
    nodeIds: Array.from(graph.nodeIds),
    selfSizes: Array.from(graph.selfSizes),
    strings: Array.from({ length: strings.length }, (_, index) => strings.get(index)),
    locations: Array.from({ length: graph.nodeCount }, (_, node) => locationOf(node)),
  };
}

function* cut<T extends string | Uint8Array>(whole: T, nextLength: () => number): Generator<T> {
  for (let at = 0; at < whole.length; ) {
    const length = nextLength();
    yield whole.slice(at, at + length) as T;
    at += length;
  }
}

const CORNERS = heapOf({
  root: [{ to: 'global', type: 'shortcut', name: 'global / "x"' }, 'text'],
  global: {
    id: 2 ** 32 + 7,
    location: { scriptId: 12, line: 0, column: 4_294_967_295 },
    edges: [
      { to: 'text', type: 'element', name: 4_000_000_000 },
      { to: 'big', type: 'weak' },
    ],
  },
  text: { type: 'string', name: 'é\u{1f600}\n"\\\u0001\ud800 end', size: 2 ** 40 },
  big: { type: 'native', size: 0xffff_ffff, detachedness: 2, location: { scriptId: 3, line: 70_000, column: 1 } },
  long: { type: 'string', name: 'x'.repeat(3000), edges: [{ to: 'long', type: 'hidden', name: 0 }] },
});

describe('what is written is what is read', () => {
  const graphs = [CORNERS.graph, ...Array.from({ length: 40 }, (_, at) => randomHeap(at + 1))];

  it.each([
    ['Node 20', NODE_20],
    ['Node 24', NODE_24],
  ])('in the format of %s', (_, format) => {
    for (const graph of graphs) expect(contentOf(parse([writeSnapshot(graph, format)]))).toEqual(contentOf(graph));
  });

  it.each([1, 2, 3, 7, 64, 1000])('in chunks of %i characters or bytes', (length) => {
    for (const graph of graphs) {
      const text = writeSnapshot(graph, NODE_20);
      expect(contentOf(parse(cut(text, () => length)))).toEqual(contentOf(graph));
      expect(contentOf(parse(cut(new TextEncoder().encode(text), () => length)))).toEqual(contentOf(graph));
    }
  });

  it('in chunks of random lengths', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomNumbers(seed);
      const graph = graphs[seed % graphs.length]!;
      const chunks = cut(writeSnapshot(graph, seed % 2 === 0 ? NODE_20 : NODE_24), () => 1 + Math.floor(random() * 90));
      expect(contentOf(parse(chunks)), `seed ${seed}`).toEqual(contentOf(graph));
    }
  });

  it('as characters outside ASCII that chunks cut in two', () => {
    const text = writeSnapshot(CORNERS.graph).replace('\\ud800', '\u{1f680}');
    const graph = parse(cut(text, () => 1));
    expect(graph.strings.get(graph.nodeNames[CORNERS.node('text')]!)).toBe('é\u{1f600}\n"\\\u0001\u{1f680} end');
  });

  it('from an async source', async () => {
    async function* source() {
      yield* cut(writeSnapshot(CORNERS.graph), () => 11);
    }
    expect(contentOf(await parseSnapshot(source()))).toEqual(contentOf(CORNERS.graph));
  });
});

describe('other producers', () => {
  it('may order their fields and types differently, and add some of their own', () => {
    const text = JSON.stringify({
      snapshot: {
        meta: {
          node_fields: ['edge_count', 'self_size', 'extra', 'id', 'name', 'type'],
          node_types: ['number', 'number', 'number', 'number', 'string', ['string', 'synthetic', 'wasm object']],
          edge_fields: ['to_node', 'name_or_index', 'type'],
          edge_types: ['node', 'string_or_number', ['weak', 'property']],
        },
        node_count: 3,
        edge_count: 2,
        extra_native_bytes: 77,
      },
      nodes: [2, 0, 9, 1, 0, 1, 0, 16, 9, 5, 1, 0, 0, 24, 9, 7, 2, 2],
      edges: [6, 1, 1, 12, 2, 0],
      future: { deep: [[['"]}\\'], {}], 1.5, null, true] },
      also: -2.5e10,
      strings: ['', 'text', 'module'],
    });
    for (const spaced of [text, JSON.stringify(JSON.parse(text), null, 2)]) {
      const graph = parse([spaced]);
      expect(Array.from(graph.nodeTypes)).toEqual([NodeType.synthetic, NodeType.string, NodeType.unknown]);
      expect(Array.from(graph.nodeIds)).toEqual([1, 5, 7]);
      expect(Array.from(graph.selfSizes)).toEqual([0, 16, 24]);
      expect(Array.from(graph.edgeStarts)).toEqual([0, 2, 2, 2]);
      expect([0, 1].map((edge) => edgeTypeOf(graph, edge))).toEqual([EdgeType.property, EdgeType.weak]);
      expect(Array.from(graph.edgeTargets)).toEqual([1, 2]);
      expect(graph.strings.get(graph.nodeNames[2]!)).toBe('module');
      expect(graph.extraNativeBytes).toBe(77);
      expect(graph.locationOf(1)).toBeNull();
    }
  });

  it('may print indexes over 2^31 with a sign, as Node 24 does, and no other number', () => {
    const whole = (index: string, target = '5', type = '1') =>
      `{"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count"],"node_types":[["synthetic"]],
      "edge_fields":["type","name_or_index","to_node"],"edge_types":[["property","element"]]},"node_count":2,"edge_count":200},
      "nodes":[0,0,1,0,200,0,0,3,0,0],"edges":[${`1,7,5,${type},${index},${target},`.repeat(99)}1,7,5,1,${index},5],"strings":[""]}`;
    for (const kernelFrom of [0, Number.POSITIVE_INFINITY]) {
      for (const [text, index] of [
        ['-294967296', 4_000_000_000],
        ['-1', 0xffff_ffff],
        ['-2147483648', 0x8000_0000],
      ] as const) {
        const graph = parse(
          cut(whole(text), () => 700),
          { kernelFrom },
        );
        const names = Array.from({ length: graph.edgeCount }, (_, edge) => edgeNameOf(graph, edge));
        expect(names).toEqual(names.map((_, edge) => (edge % 2 === 0 ? 7 : index)));
      }
    }
    for (const wrong of [
      whole('-2147483649'),
      whole('-'),
      whole('--1'),
      whole('- 1'),
      whole('1-'),
      whole('-1', '-5'),
    ]) {
      failureOf([wrong]);
    }
    failureOf([whole('-1', '5', '0')]);
    failureOf([whole('0', '5', '-1')]);
    failureOf([whole('-1').replace('0,0,3', '0,0,-3')]);
  });

  it('may put samples and a deep trace tree before the strings', () => {
    const depth = 200_000;
    const extraEntries = `"deep":${'['.repeat(depth)}${']'.repeat(depth)},\n"more":[1,2,[3,"]"]],\n`;
    const text = writeSnapshot(CORNERS.graph, { ...NODE_20, extraEntries });
    expect(contentOf(parse(cut(text, () => 4096)))).toEqual(contentOf(CORNERS.graph));
  });
});

function failureOf(chunks: Iterable<string | Uint8Array>): GateError {
  try {
    parse(chunks);
  } catch (error) {
    if (error instanceof GateError && error.code === 'SNAPSHOT_INVALID') return error;
    throw error;
  }
  throw new Error('The text was read as a snapshot.');
}

describe('what is not a whole snapshot is an error with its place', () => {
  const text = writeSnapshot(CORNERS.graph, NODE_20);

  it('at every strict prefix', () => {
    for (let length = 0; length < text.length; length++) {
      expect(failureOf([text.slice(0, length)]).message).toMatch(/at byte \d+: it ends there/);
    }
  });

  it('at any bracket, comma, colon or quote removed or replaced', () => {
    const from = text.indexOf('"nodes"');
    const to = text.indexOf('"strings"');
    for (let at = from; at < to; at++) {
      if (!/[[\],:"]/.test(text[at]!)) continue;
      failureOf([text.slice(0, at) + text.slice(at + 1)]);
      failureOf([`${text.slice(0, at)}-${text.slice(at + 1)}`]);
    }
  });

  const header = (changes: object) =>
    text.replace(/\{"meta".*\}(?=,\n"nodes")/, (json) => JSON.stringify({ ...JSON.parse(json), ...changes }));
  const meta = (changes: object) => {
    const known = JSON.parse(/\{"meta".*\}(?=,\n"nodes")/.exec(text)![0]) as { meta: object };
    return header({ meta: { ...known.meta, ...changes } });
  };

  it.each([
    ['nothing', '', /at byte 0: it ends there, before its first entry/],
    ['a web page', '<!doctype html>', /at byte 0: a heap snapshot starts with "\{"/],
    ['an empty object', '{}', /at byte 2: it lacks one of/],
    ['a CPU profile', '{"nodes":[{"id":1}]}', /"nodes" comes before "snapshot"/],
    ['text after the end', `${text} x`, /there is more text after its end/],
    ['a second snapshot', text + text, /there is more text after its end/],
    ['a list twice', text.replace('"samples":[]', '"nodes":[]'), /holds "nodes" twice/],
    ['more nodes than announced', header({ node_count: 4 }), /more nodes than the 4/],
    ['fewer nodes than announced', header({ node_count: 6 }), /holds 5 nodes of 6/],
    ['more edges than announced', header({ edge_count: 4 }), /claim more edges than the 4/],
    ['fewer edges than announced', header({ edge_count: 6 }), /holds 5 edges of 6/],
    ['no nodes', header({ node_count: 0 }), /"node_count" is 0/],
    ['a negative count', header({ edge_count: -1 }), /"edge_count" is -1/],
    ['a count beyond any machine', header({ node_count: 1e15 }), /"node_count" is 1000000000000000/],
    ['no counts', header({ node_count: undefined }), /"node_count" is undefined/],
    ['no meta data', header({ meta: 7 }), /no list "node_fields"/],
    ['no field names', meta({ edge_fields: [1, 2] }), /no list "edge_fields"/],
    ['no names of types', meta({ node_types: [] }), /no list of names in "node_types"/],
    ['a missing field', meta({ node_fields: ['type', 'name', 'id', 'edge_count', 'a', 'b', 'c'] }), /"self_size"/],
    ['another root', header({ root_index: 7 }), /its root is not the first node/],
    ['a fraction', text.replace('"nodes":[9', '"nodes":[9.5'), /expected a whole number, found "\."/],
    ['an unknown node type', text.replace('"nodes":[9', '"nodes":[99'), /node 0 has the unknown type 99/],
    ['an unknown edge type', text.replace('"edges":[5', '"edges":[9'), /edge 0 has the unknown type 9/],
    ['an edge between nodes', text.replace(/("edges":\[\d+,\d+,)\d+/, '$15'), /edge 0 points to 5, not a node/],
    ['an edge beyond the nodes', text.replace(/("edges":\[\d+,\d+,)\d+/, '$170000'), /edge 0 points to 70000/],
    ['a name beyond the strings', text.replace('"nodes":[9,0', '"nodes":[9,4444'), /string 4444, and there are/],
    ['a number over 2^53', text.replace('"nodes":[9,0,1', '"nodes":[9,0,99999999999999999'), /exceeds 2\^53/],
    ['a wide type', text.replace('"nodes":[9', '"nodes":[4294967304'), /unknown type|over 2\^32/],
    ['a raw line end in a string', text.replace('xxx', 'x\nx'), /raw control character/],
    ['an unknown escape', text.replace('xxx', 'x\\q'), /unknown escape/],
    ['a half escape', text.replace('xxx', '\\u12'), /incomplete \\u escape/],
    ['numbers among the strings', text.replace('"strings":[', '"strings":[5,'), /expected a string/],
    ['an entry without a value', text.replace('"samples":[]', '"samples":'), /"samples" has no value/],
    ['a header without end', `{"snapshot":{${'"a":1,'.repeat(400_000)}`, /its header does not end/],
    ['a name without end', `{"${'a'.repeat(400_000)}`, /an entry has a name that does not end/],
    ['a location of no node', text.replace(/"locations":\[\d+/, '"locations":[3'), /a location names no node/],
  ])('for %s', (_, broken, message) => {
    expect(broken).not.toBe(text);
    expect(failureOf([broken]).message).toMatch(message);
    expect(failureOf(cut(broken, () => 997)).message).toMatch(message);
  });

  it('without taking memory for what a header merely claims', () => {
    const before = process.memoryUsage().rss;
    const error = failureOf([header({ node_count: 2_000_000_000, edge_count: 2_000_000_000 })]);
    expect(error.message).toMatch(/more than this machine can hold|holds 5 nodes/);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });
});
