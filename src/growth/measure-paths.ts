import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import type { PathTree } from './path-tree.ts';
import { isText } from './step-label.ts';
import { TextSizes } from './text-bytes.ts';
import { NO_PATH, type PathWalk } from './walk-paths.ts';

/** What one snapshot holds on each path of the tree; columns by path. */
export interface PathMeasures {
  readonly objects: Uint32Array;
  /** Sum of shallow sizes. */
  readonly shallowBytes: Float64Array;
  /** Sum of the retained sizes of the topmost nodes: a node whose dominators include one of the same path is not counted again. */
  readonly retainedBytes: Float64Array;
  /** Sum of the sizes of texts that something of the program holds, whole, see `TextSizes`; 0 for all else. */
  readonly textBytes: Float64Array;
}

/** Counts and sizes of all nodes by path, in one walk over the dominator tree (the group rule of DevTools' class view). */
export function measurePaths(walk: PathWalk, analysis: HeapAnalysis, tree: PathTree): PathMeasures {
  const pathCount = tree.size;
  const objects = new Uint32Array(pathCount);
  const shallowBytes = new Float64Array(pathCount);
  const retainedBytes = new Float64Array(pathCount);
  const active = new Uint32Array(pathCount);
  /** By path; null: its nodes are no texts. */
  const texts: (number[] | null | undefined)[] = [];
  walkDominatorTree(
    analysis.dominators.immediateDominators,
    (node) => {
      const path = walk.pathOf[node]!;
      if (path === NO_PATH) return;
      objects[path]!++;
      shallowBytes[path]! += analysis.shallowSizes[node]!;
      if (texts[path] === undefined) texts[path] = isText(tree.labelText(path)) ? [] : null;
      texts[path]?.push(node);
      if (active[path]!++ === 0) retainedBytes[path]! += analysis.retainedSizes[node]!;
    },
    (node) => {
      const path = walk.pathOf[node]!;
      if (path !== NO_PATH) active[path]!--;
    },
  );
  const textBytes = new Float64Array(pathCount);
  const sizes = new TextSizes(analysis);
  for (const [path, nodes] of texts.entries()) if (nodes?.length) textBytes[path] = sizes.sum(nodes);
  return { objects, shallowBytes, retainedBytes, textBytes };
}

/** Depth-first over the dominator tree, iterative: `enter` before a node's subtree, `leave` after it. */
function walkDominatorTree(
  immediateDominators: Uint32Array,
  enter: (node: number) => void,
  leave: (node: number) => void,
): void {
  const count = immediateDominators.length;
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  for (let node = count - 1; node > 0; node--) {
    const dominator = immediateDominators[node]!;
    if (dominator === node) continue;
    nextSibling[node] = firstChild[dominator]!;
    firstChild[dominator] = node;
  }
  let node = 0;
  enter(node);
  for (;;) {
    const child = firstChild[node]!;
    if (child !== -1) {
      firstChild[node] = nextSibling[child]!;
      node = child;
      enter(node);
      continue;
    }
    leave(node);
    if (node === 0) return;
    node = immediateDominators[node]!;
  }
}
