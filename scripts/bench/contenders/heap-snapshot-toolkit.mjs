import { createReadStream } from 'node:fs';
import { parse } from 'heap-snapshot-toolkit';

/** DevTools' own worker, prebuilt: load, dominators, retained sizes and what else it computes on load. */
export async function analyse(file) {
  const snapshot = await parse(createReadStream(file, 'utf8'));
  return { nodes: snapshot.nodeCount, retained: snapshot.retainedSizes[0] };
}
