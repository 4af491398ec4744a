import type { ClassGrowth } from './class-series.ts';
import { classKey } from './gather-tracks.ts';
import type { MovingPath } from './moving-paths.ts';

/** What the snapshots of one isolate show. */
export interface IsolateGrowth {
  readonly moving: readonly MovingPath[];
  readonly classes: readonly ClassGrowth[];
}

/** The growth of all isolates together, and by track key what each of them gained. */
export interface MergedGrowth extends IsolateGrowth {
  /** Empty for a service of one isolate. */
  readonly gains: Gains;
}

export type Gains = ReadonlyMap<string, readonly number[]>;

/** Steps above the growing object by which its path is known in every isolate. */
const KNOWN_STEPS = 4;

/**
 * Adds equal paths up, and equal classes. The workers of a cluster share the requests in a proportion that changes from
 * round to round; only their sum grows by a constant number per request. The shortest way from the root to the same server
 * differs between processes, so that paths are equal when their last four steps are. One that did not move in an isolate
 * is left out of the sum there: its share is constant. With one isolate all stays as it is.
 */
export function mergeIsolates(isolates: readonly IsolateGrowth[]): MergedGrowth {
  const [only] = isolates;
  if (only === undefined) return { moving: [], classes: [], gains: new Map() };
  if (isolates.length === 1) return { ...only, gains: new Map() };
  const gains = new Map<string, number[]>();
  const gained = (key: string, isolate: number, gain: number): void => {
    const row = gains.get(key) ?? isolates.map(() => 0);
    row[isolate]! += gain;
    gains.set(key, row);
  };
  const moving = new Map<string, MovingPath>();
  const classes = new Map<string, ClassGrowth>();
  for (const [isolate, growth] of isolates.entries()) {
    const keyOf = new Map(growth.moving.map((path) => [path.key, sharedKey(path)]));
    for (const path of growth.moving.map((each) => underSharedKeys(each, keyOf))) {
      const known = moving.get(path.key);
      moving.set(path.key, known === undefined ? path : addPaths(known, path));
      gained(path.key, isolate, gainOf(path.objects) || gainOf(path.shallowBytes));
    }
    for (const row of growth.classes) {
      const known = classes.get(row.name);
      classes.set(
        row.name,
        known === undefined ? row : { ...row, ...addSeries(known, row), held: add(known.held, row.held) },
      );
      gained(classKey(row.name), isolate, gainOf(row.held));
    }
  }
  return { moving: [...moving.values()], classes: [...classes.values()], gains };
}

/** What a path is called in a service of several isolates. */
export function sharedKey({ labels }: Pick<MovingPath, 'labels'>): string {
  return labels.length <= KNOWN_STEPS ? labels.join(' → ') : ['…', ...labels.slice(-KNOWN_STEPS)].join(' → ');
}

function underSharedKeys(path: MovingPath, keyOf: ReadonlyMap<string, string>): MovingPath {
  const key = sharedKey(path);
  const ancestors = path.movingAncestors.map((ancestor) => keyOf.get(ancestor) ?? ancestor);
  return {
    ...path,
    key,
    parentKey: keyOf.get(path.parentKey) ?? path.parentKey,
    // Of a list every step has the same name.
    movingAncestors: ancestors.filter((ancestor) => ancestor !== key),
  };
}

function addPaths(a: MovingPath, b: MovingPath): MovingPath {
  return {
    ...a,
    ...addSeries(a, b),
    reachedBytes: add(a.reachedBytes, b.reachedBytes),
    entries: a.entries + b.entries,
    places: a.places !== null && b.places !== null ? a.places + b.places : null,
    survivors: a.survivors !== null && b.survivors !== null ? add(a.survivors, b.survivors) : null,
    movingAncestors: [...new Set([...a.movingAncestors, ...b.movingAncestors])],
  };
}

type Series = Pick<MovingPath, 'objects' | 'shallowBytes' | 'retainedBytes'>;

function addSeries(a: Series, b: Series): Series {
  return {
    objects: add(a.objects, b.objects),
    shallowBytes: add(a.shallowBytes, b.shallowBytes),
    retainedBytes: add(a.retainedBytes, b.retainedBytes),
  };
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + b[i]!);
}

function gainOf(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}
