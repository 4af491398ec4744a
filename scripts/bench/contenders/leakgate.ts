import { closeSync, openSync, readSync } from 'node:fs';
import { computeDominators } from '../../../src/heap/dominators.ts';
import type { HeapGraph } from '../../../src/heap/heap-graph.ts';
import { computeRetainedSizes } from '../../../src/heap/retained-sizes.ts';
import { shallowSizes } from '../../../src/heap/shallow-sizes.ts';
import { SnapshotParser } from '../../../src/heap/snapshot-parser.ts';

/** Parse, dominators, shallow and retained sizes of all nodes, as `analyseHeap` does, with the CPU seconds of each part. */
export async function analyse(file: string) {
  const parts: Record<string, number> = {};
  let before = cpuSeconds();
  const part = <T>(name: string, run: () => T): T => {
    const result = run();
    const now = cpuSeconds();
    parts[name] = now - before;
    before = now;
    return result;
  };
  const graph = part('parse', () => read(file));
  const dominators = part('dominators', () => computeDominators(graph));
  const shallow = part('shallow sizes', () => shallowSizes(graph));
  const retained = part('retained sizes', () => computeRetainedSizes(graph, dominators, shallow));
  return { nodes: graph.nodeCount, retained: retained[0], parts };
}

function read(file: string): HeapGraph {
  const parser = new SnapshotParser();
  const descriptor = openSync(file, 'r');
  for (let length = 1; length > 0; ) {
    const { room } = parser;
    length = readSync(descriptor, room, 0, room.length, null);
    parser.write(room.subarray(0, length));
  }
  closeSync(descriptor);
  return parser.end();
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
