import type { HeapGraph } from '../heap/heap-graph.ts';
import { isHeapId } from './heap-ids.ts';
import type { PathTree } from './path-tree.ts';
import { splitLabel } from './step-label.ts';
import { NO_PATH, type PathWalk } from './walk-paths.ts';

/** Objects that a snapshot still holds, by the snapshot that was the first to hold them. */
export type Survivors = readonly number[];

/**
 * Of each kind of object (a label's target) how many of a snapshot were met first in it, in the one before, … By kind and not by
 * path: in a list that grows at one end the shortest way to an object changes, and it would seem to be gone. V8 numbers objects
 * upwards and keeps their numbers, so that the newest number of each snapshot tells who came after it (`newestIds`, one a
 * snapshot, this one's last). Kinds of native objects are left out: their numbers say nothing.
 */
export function countSurvivors(
  graph: HeapGraph,
  { pathOf }: Pick<PathWalk, 'pathOf'>,
  tree: PathTree,
  newestIds: readonly number[],
): ReadonlyMap<string, Survivors> {
  const counts = new Map<string, number[]>();
  const nativePaths = new Set<number>();
  /** By path, so that nothing is looked up by name for each of millions of nodes. */
  const rows: (number[] | undefined)[] = [];
  for (let node = 0; node < graph.nodeCount; node++) {
    const path = pathOf[node]!;
    if (path === NO_PATH) continue;
    rows[path] ??= rowOf(kindOf(path));
    const id = graph.nodeIds[node]!;
    if (!isHeapId(id)) {
      nativePaths.add(path);
      continue;
    }
    let since = newestIds.length - 1;
    while (since > 0 && id <= newestIds[since - 1]!) since--;
    rows[path][since]!++;
  }
  for (const path of nativePaths) counts.delete(kindOf(path));
  return counts;

  function kindOf(path: number): string {
    return splitLabel(tree.labelText(path)).target;
  }

  function rowOf(kind: string): number[] {
    const known = counts.get(kind);
    if (known !== undefined) return known;
    const row = newestIds.map(() => 0);
    counts.set(kind, row);
    return row;
  }
}
