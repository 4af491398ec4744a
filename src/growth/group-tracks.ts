import type { GrowthDescription } from './describe-growth.ts';
import type { Judgement } from './judge-track.ts';
import type { MovingPath } from './moving-paths.ts';

/**
 * Judgements that tell of one growth, in the order of their first: of one status, and of one container. Key and value of one Map, or
 * both halves of a list, share it; of a path with several containers any may be the one it is described by, and another track that is
 * described by one of the others (the size of one socket's listeners) is of the same growth. So is the other half of a list that was entered elsewhere.
 * What is open yet of a container that leaks (its entries, where its size was enough) is of the leak.
 */
export function groupTracks(
  judgements: readonly Judgement[],
  moving: ReadonlyMap<string, MovingPath>,
  descriptions: ReadonlyMap<string, GrowthDescription>,
): Judgement[][] {
  const containersOf = ({ track }: Judgement): readonly (string | number)[] => {
    const description = descriptions.get(track.key);
    return description === undefined
      ? [moving.get(track.key)?.parentKey ?? track.key]
      : [description.containerId, ...description.otherContainerIds, ...description.otherEntranceIds];
  };
  const leaking = new Set(judgements.filter(({ status }) => status === 'leak').flatMap(containersOf));
  const groupAt = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const containers = containersOf(judgement);
    const status = isOpen(judgement) && containers.some((each) => leaking.has(each)) ? 'leak' : judgement.status;
    const keys = containers.map((container) => `${container} ${status}`);
    const [group = [], ...others] = new Set(keys.flatMap((key) => (groupAt.has(key) ? [groupAt.get(key)!] : [])));
    group.push(...others.flat(), judgement);
    for (const [key, each] of groupAt) if (others.includes(each)) groupAt.set(key, group);
    for (const key of keys) groupAt.set(key, group);
  }
  return [...new Set(groupAt.values())];
}

function isOpen({ status }: Judgement): boolean {
  return status === null || status === 'undecided';
}
