import type { MovingPath } from '../../src/growth/moving-paths.ts';

/** A merged path with so many objects at each snapshot, of 40 bytes each; its last label but one is its container. */
export function movingPath(
  labels: readonly string[],
  objects: readonly number[],
  other: Partial<MovingPath> = {},
): MovingPath {
  return {
    key: labels.join(' → '),
    parentKey: labels.slice(0, -1).join(' → '),
    labels,
    movingAncestors: [],
    objects,
    ...weighing(objects.map((count) => 40 * count)),
    entries: 0,
    places: null,
    survivors: null,
    members: [1],
    ...other,
  };
}

/** What they weigh instead, at each snapshot. */
export function weighing(
  bytes: readonly number[],
): Pick<MovingPath, 'shallowBytes' | 'retainedBytes' | 'reachedBytes'> {
  return { shallowBytes: bytes, retainedBytes: bytes, reachedBytes: bytes };
}
