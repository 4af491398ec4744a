import type { Survivors } from './count-survivors.ts';
import type { PathMeasures } from './measure-paths.ts';
import type { PathTree } from './path-tree.ts';
import { ROOT_PATH } from './path-tree.ts';
import { isPropertyReference, isText, splitLabel } from './step-label.ts';

/** So many keys that come and go below one object make it a dictionary, however few there are at a time. */
const VARYING_KEYS = 3;
/** So many properties of one object that hold the same kind of value and all change are entries of a dictionary. */
const ALIKE_KEYS = 10;

/** A merged path that holds more at the last snapshot than at the first. Series have one value a snapshot. */
export interface MovingPath {
  /** Labels from the root, joined; the same for the same path in every evaluation. */
  readonly key: string;
  /** Key of the path that holds this one, V8's own steps between left out: a Map's table belongs to the Map. */
  readonly parentKey: string;
  readonly labels: readonly string[];
  /** Keys of the ancestors that moved too, nearest first. */
  readonly movingAncestors: readonly string[];
  readonly objects: readonly number[];
  readonly shallowBytes: readonly number[];
  readonly retainedBytes: readonly number[];
  /** Shallow sizes of everything that the walk reached at or below the path: what several of its objects share, too. */
  readonly reachedBytes: readonly number[];
  /** Objects that hang directly below it by an index or as one of many keys, in the newest snapshot. */
  readonly entries: number;
  /** Objects that have one property each for it, as many at every snapshot: there will never be more of it than these; null: there may. */
  readonly places: number | null;
  /** Objects of its kind in the newest snapshot; null where ids do not tell. */
  readonly survivors: Survivors | null;
  /** Paths of the trie that were merged into this one. */
  readonly members: readonly number[];
}

/**
 * Merges the trie's paths over all snapshots: properties that exist in some snapshots only, below the same path, become
 * one `[key]` per kind of value (else one new path per session id hides the leak), and returns what grew.
 */
export function movingPaths(
  tree: PathTree,
  snapshots: readonly PathMeasures[],
  survivors: ReadonlyMap<string, Survivors>,
): MovingPath[] {
  if (snapshots.length < 2) return [];
  const changed = changedSubtrees(tree, snapshots);
  const childrenOf = childLists(tree, changed);
  const reached = snapshots.map((snapshot) => subtreeSums(tree, snapshot.shallowBytes));
  const entries = entriesOf(tree, snapshots.at(-1)!.objects);
  const found: MovingPath[] = [];
  const stack: Frame[] = [{ members: [ROOT_PATH], labels: [], movingAncestors: [] }];
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { members, below } = withLikeEntries(frame, (each) => groupChildren(tree, childrenOf, each, snapshots));
    const objects = seriesOf(members, snapshots, 'objects');
    // As many texts as before are as large as they are long, in however many parts.
    const isLonger = isText(frame.labels.at(-1) ?? '') && objects.at(-1) === objects[0];
    const shallowBytes = seriesOf(members, snapshots, isLonger ? 'textBytes' : 'shallowBytes');
    const key = frame.labels.join(' → ');
    const moved =
      objects.at(-1)! > objects[0]! || (objects.at(-1) === objects[0] && shallowBytes.at(-1)! > shallowBytes[0]!);
    if (moved && frame.labels.length > 0) {
      found.push({
        key,
        parentKey: holderOf(frame.labels).join(' → '),
        labels: frame.labels,
        movingAncestors: frame.movingAncestors,
        objects,
        shallowBytes,
        // The topmost ones retain and reach the entries below them.
        retainedBytes: seriesOf(frame.members, snapshots, isLonger ? 'textBytes' : 'retainedBytes'),
        reachedBytes: reached.map((sums) => frame.members.reduce((sum, path) => sum + sums[path]!, 0)),
        entries: members.reduce((sum, path) => sum + entries[path]!, 0),
        places: placesFor(tree, members, frame.labels.at(-1)!, snapshots),
        survivors: survivors.get(splitLabel(frame.labels.at(-1)!).target) ?? null,
        members,
      });
    }
    const movingAncestors = moved && frame.labels.length > 0 ? [key, ...frame.movingAncestors] : frame.movingAncestors;
    for (const [label, children] of below) {
      stack.push({ members: children, labels: [...frame.labels, label], movingAncestors });
    }
  }
  return found;
}

/**
 * Dictionaries in a dictionary are one path, as the tree folds them once they are large: what is `[key]` of one kind below
 * `[key]` of the same kind belongs to it, or the objects would change their path when a dictionary grows.
 */
function withLikeEntries(
  { members, labels }: Frame,
  group: (members: readonly number[]) => Map<string, number[]>,
): { members: readonly number[]; below: Map<string, number[]> } {
  const own = labels.at(-1) ?? '';
  const merged = new Set(members);
  for (;;) {
    const below = group([...merged]);
    const alike = own.startsWith('[key]|') ? (below.get(own) ?? []) : [];
    const size = merged.size;
    for (const path of alike) merged.add(path);
    if (merged.size > size) continue;
    if (alike.length > 0) below.delete(own);
    return { members: [...merged], below };
  }
}

function placesFor(
  tree: PathTree,
  members: readonly number[],
  label: string,
  snapshots: readonly PathMeasures[],
): number | null {
  if (!splitLabel(label).reference.startsWith('.')) return null;
  const holders = seriesOf([...new Set(members.map((path) => tree.parents[path]!))], snapshots, 'objects');
  const isFixed = holders.every((count) => count === holders[0]) && !members.some((path) => tree.isFoldedAt(path));
  return isFixed ? holders[0]! : null;
}

function holderOf(labels: readonly string[]): readonly string[] {
  const above = labels.slice(0, -1);
  while (above.length > 0 && splitLabel(above.at(-1)!).reference.startsWith('internal ')) above.pop();
  return above;
}

interface Frame {
  readonly members: readonly number[];
  readonly labels: readonly string[];
  readonly movingAncestors: readonly string[];
}

function seriesOf(
  members: readonly number[],
  snapshots: readonly PathMeasures[],
  column: keyof PathMeasures,
): number[] {
  return snapshots.map((snapshot) => members.reduce((sum, path) => sum + (snapshot[column][path] ?? 0), 0));
}

/** Of each path the sum over itself and everything below it; children have larger numbers than their parents. */
function subtreeSums(tree: PathTree, shallowBytes: Float64Array): Float64Array {
  const sums = new Float64Array(tree.size);
  sums.set(shallowBytes);
  for (let path = tree.size - 1; path > ROOT_PATH; path--) sums[tree.parents[path]!]! += sums[path]!;
  return sums;
}

/** Of each path, the objects one step below it by an index or as one of many keys. */
function entriesOf(tree: PathTree, objects: Uint32Array): Float64Array {
  const sums = new Float64Array(tree.size);
  const known = new Map<number, boolean>();
  for (let path = 1; path < tree.size; path++) {
    const label = tree.labels[path]!;
    let isEntry = known.get(label);
    if (isEntry === undefined) {
      isEntry = /^\[(?:i|key)\]\|/.test(tree.labelText(path));
      known.set(label, isEntry);
    }
    if (isEntry) sums[tree.parents[path]!]! += objects[path] ?? 0;
  }
  return sums;
}

/** 1 for paths below or at which some snapshot differs from the one before. */
function changedSubtrees(tree: PathTree, snapshots: readonly PathMeasures[]): Uint8Array {
  const changed = new Uint8Array(tree.size);
  const first = snapshots[0]!;
  for (let path = tree.size - 1; path > ROOT_PATH; path--) {
    for (let s = 1; s < snapshots.length && changed[path] === 0; s++) {
      const snapshot = snapshots[s]!;
      const differs =
        (snapshot.objects[path] ?? 0) !== (first.objects[path] ?? 0) ||
        (snapshot.shallowBytes[path] ?? 0) !== (first.shallowBytes[path] ?? 0);
      if (differs) changed[path] = 1;
    }
    if (changed[path] === 1) changed[tree.parents[path]!] = 1;
  }
  return changed;
}

function childLists(tree: PathTree, changed: Uint8Array): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (let path = 1; path < tree.size; path++) {
    if (changed[path] === 0) continue;
    const parent = tree.parents[path]!;
    const list = lists.get(parent);
    if (list === undefined) lists.set(parent, [path]);
    else list.push(path);
  }
  return lists;
}

/** Children of the merged members by label, with varying keys collapsed to `[key]`. */
function groupChildren(
  tree: PathTree,
  childrenOf: Map<number, number[]>,
  members: readonly number[],
  snapshots: readonly PathMeasures[],
): Map<string, number[]> {
  const byLabel = new Map<string, number[]>();
  for (const member of members) {
    for (const child of childrenOf.get(member) ?? []) append(byLabel, tree.labelText(child), child);
  }
  const varying = [...byLabel].filter(([label, paths]) => {
    if (!isPropertyReference(splitLabel(label).reference)) return false;
    return snapshots.some((snapshot) => paths.every((path) => (snapshot.objects[path] ?? 0) === 0));
  });
  for (const [label, paths] of varying.length < VARYING_KEYS ? [] : varying) {
    const collapsed = `[key]|${splitLabel(label).target}`;
    if (label === collapsed) continue;
    byLabel.delete(label);
    for (const path of paths) append(byLabel, collapsed, path);
  }
  return collapseAlike(byLabel);
}

function collapseAlike(byLabel: Map<string, number[]>): Map<string, number[]> {
  const byTarget = new Map<string, string[]>();
  for (const label of byLabel.keys()) {
    const { reference, target } = splitLabel(label);
    if (isPropertyReference(reference)) byTarget.set(target, [...(byTarget.get(target) ?? []), label]);
  }
  for (const [target, labels] of byTarget) {
    if (labels.length < ALIKE_KEYS) continue;
    for (const label of labels) {
      const paths = byLabel.get(label)!;
      byLabel.delete(label);
      for (const path of paths) append(byLabel, `[key]|${target}`, path);
    }
  }
  return byLabel;
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
