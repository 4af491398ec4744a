import { Readable } from 'node:stream';
import { parse } from 'heap-snapshot-toolkit';

/** What Chrome DevTools' own worker computes for a snapshot's text, by ordinal. */
export interface DevToolsAnswers {
  readonly immediateDominators: number[];
  readonly shallowSizes: number[];
  readonly retainedSizes: number[];
  readonly distances: number[];
}

interface DevToolsSnapshot {
  readonly nodes: { getValue(index: number): number };
  readonly nodeCount: number;
  readonly nodeFieldCount: number;
  readonly nodeSelfSizeOffset: number;
  readonly dominatorsTree: Uint32Array;
  readonly retainedSizes: Float64Array;
  readonly nodeDistances: Int32Array;
}

export async function askDevTools(chunks: Iterable<string> | AsyncIterable<string>): Promise<DevToolsAnswers> {
  const snapshot = (await parse(Readable.from(chunks) as never)) as unknown as DevToolsSnapshot;
  const ordinals = Array.from({ length: snapshot.nodeCount }, (_, node) => node);
  return {
    immediateDominators: Array.from(snapshot.dominatorsTree),
    shallowSizes: ordinals.map((node) =>
      snapshot.nodes.getValue(node * snapshot.nodeFieldCount + snapshot.nodeSelfSizeOffset),
    ),
    retainedSizes: Array.from(snapshot.retainedSizes),
    distances: Array.from(snapshot.nodeDistances),
  };
}
