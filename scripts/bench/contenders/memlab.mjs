import { createRequire } from 'node:module';

const { getFullHeapFromFile } = createRequire(import.meta.url)('@memlab/heap-analysis');

/** memlab's full load: references, dominators and retained sizes of all nodes. */
export async function analyse(file) {
  const heap = await getFullHeapFromFile(file);
  return { nodes: heap.nodes.length, retained: heap.nodes.get(0).retainedSize };
}
