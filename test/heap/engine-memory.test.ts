import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { KernelMemory } from '../../src/heap/graph-kernel.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { type ParserOptions, SnapshotParser } from '../../src/heap/snapshot-parser.ts';

let collectGarbage: () => void;

beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collectGarbage = runInNewContext('gc') as () => void;
});

const NODES = 120_000;
const EDGES_PER_NODE = 4;

/** The text of a heap with V8's usual proportions: four edges a node, a string for every fourth. */
function* syntheticText(): Generator<string> {
  const fields = '["type","name","id","self_size","edge_count","detachedness"]';
  const types = '[["hidden","array","string","object"],"string","number","number","number","number"]';
  const meta = `{"node_fields":${fields},"node_types":${types},"edge_fields":["type","name_or_index","to_node"],"edge_types":[["context","element","property"],"string_or_number","node"]}`;
  yield `{"snapshot":{"meta":${meta},"node_count":${NODES},"edge_count":${NODES * EDGES_PER_NODE}},"nodes":[`;
  const piece = (from: number, row: (node: number) => string) =>
    Array.from({ length: 1000 }, (_, at) => row(from + at)).join(',') + (from + 1000 < NODES ? ',' : '');
  for (let from = 0; from < NODES; from += 1000) {
    yield piece(from, (node) => `3,${node >> 2},${2 * node + 1},${24 + (node & 7) * 8},${EDGES_PER_NODE},0`);
  }
  yield '],"edges":[';
  for (let from = 0; from < NODES; from += 1000) {
    yield piece(from, (node) => {
      const targets = [node + 1, node * 2 + 1, node * 3 + 1, node >> 1].map((target) => (target % NODES) * 6);
      return targets.map((target, at) => `2,${at},${target}`).join(',');
    });
  }
  yield '],"strings":["first"';
  for (let from = 1; from < NODES / 4; from += 1) yield `,"string number ${from}"`;
  yield ']}';
}

function parse(options: ParserOptions) {
  const parser = new SnapshotParser(options);
  for (const chunk of syntheticText()) parser.write(chunk);
  return parser.end();
}

const IN_JAVASCRIPT = { kernelFrom: Number.POSITIVE_INFINITY };

/**
 * The least of several readings, each after a collection and a turn of the event loop: V8 gives the memory of dead array
 * buffers back in a task of its own, some time after the collection that found them.
 */
async function leastOf(read: () => number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let unchanged = 0, readings = 0; unchanged < 5 && readings < 50; readings++) {
    collectGarbage();
    await new Promise((turn) => setImmediate(turn));
    const bytes = read();
    unchanged = bytes < least ? 0 : unchanged + 1;
    least = Math.min(least, bytes);
  }
  return least;
}

/** Bytes in array buffers and on the JavaScript heap, garbage aside. */
function usedBytes(): Promise<number> {
  return leastOf(() => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  });
}

/** Pages of this process, with garbage given back. */
function residentBytes(): Promise<number> {
  return leastOf(() => process.memoryUsage.rss());
}

function answersOf(options: ParserOptions): number {
  const analysis = analyseHeap(parse(options));
  return analysis.distances[1]! + analysis.retainers.retainingNodes[1]! + analysis.dominatedNodes.nodes[1]!;
}

describe('in JavaScript', () => {
  it('a graph takes 18 bytes a node, 8 an edge and its strings, an analysis 24 bytes a node more', async () => {
    const before = await usedBytes();
    const graph = parse(IN_JAVASCRIPT);
    const graphBytes = (await usedBytes()) - before;
    expect(graphBytes / NODES).toBeLessThan(18 + 8 * EDGES_PER_NODE + 10);
    const analysis = analyseHeap(graph);
    const analysisBytes = (await usedBytes()) - before - graphBytes;
    expect(analysisBytes / NODES).toBeLessThan(25);
    expect(analysis.retainedSizes[0]).toBeGreaterThan(0);
  });

  it('nothing is left once an analysis and everything asked of it is dropped', async () => {
    answersOf(IN_JAVASCRIPT);
    const before = await usedBytes();
    for (let round = 0; round < 3; round++) answersOf(IN_JAVASCRIPT);
    expect((await usedBytes()) - before).toBeLessThan(300_000);
  });
});

describe('in WebAssembly', () => {
  /** Of an analysed graph of 4 edges a node: 17 + 8 × 4 of columns, 6 of strings, 20 + 4 × 4 of the search. */
  const BYTES_PER_NODE = 91;
  /** What the process itself comes and goes by. */
  const SLACK = 6_000_000;

  it('graph and analysis together take 91 bytes a node, and nothing is left once they are dropped', async () => {
    answersOf({});
    const before = await residentBytes();
    let analysis: ReturnType<typeof analyseHeap> | null = analyseHeap(parse({}));
    expect(analysis.graph.kernel).not.toBeNull();
    expect((await residentBytes()) - before).toBeLessThan(BYTES_PER_NODE * NODES + SLACK);
    expect(analysis.retainedSizes[0]).toBeGreaterThan(0);
    analysis = null;
    expect((await residentBytes()) - before).toBeLessThan(SLACK);
  });

  it('graphs that take each other’s place take the memory of one', async () => {
    const memory = new KernelMemory();
    answersOf({ memory });
    const before = await residentBytes();
    for (let round = 0; round < 3; round++) answersOf({ memory });
    expect((await residentBytes()) - before).toBeLessThan(SLACK);
  });
});
