import { expect, test } from 'vitest';
import type { GrowthDescription } from '../../src/growth/describe-growth.ts';
import { groupTracks } from '../../src/growth/group-tracks.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';

function judgement(key: string, status: Judgement['status'] = 'leak'): Judgement {
  return { track: { key }, status } as Judgement;
}

/** Groups tracks, each described by the containers that it grows in; the first is the one it is told by. */
function groupsOf(
  containers: Record<string, readonly number[]>,
  judgements = Object.keys(containers).map((key) => judgement(key)),
): string[][] {
  const descriptions = new Map(
    Object.entries(containers).map(([key, [containerId, ...otherContainerIds]]) => [
      key,
      { containerId, otherContainerIds, otherEntranceIds: [] } as unknown as GrowthDescription,
    ]),
  );
  return groupTracks(judgements, new Map(), descriptions).map((group) => group.map(({ track }) => track.key));
}

test('tracks of one container are one growth, of two are two', () => {
  expect(groupsOf({ keys: [7], values: [7], other: [9] })).toEqual([['keys', 'values'], ['other']]);
});

test('a path that grows in two sockets and the size of either are one growth', () => {
  expect(groupsOf({ 'size of 9': [9], close: [7, 9], 'size of 7': [7] })).toEqual([
    ['size of 9', 'close', 'size of 7'],
  ]);
});

test('a track that shares a container with two groups joins them', () => {
  expect(groupsOf({ a: [1], b: [2], 'a and b': [2, 1], c: [3] })).toEqual([['b', 'a', 'a and b'], ['c']]);
});

test('both halves of a list that an index leads into are one growth', () => {
  const descriptions = new Map([
    ['newer', { containerId: 7, otherContainerIds: [], otherEntranceIds: [9] } as unknown as GrowthDescription],
    ['older', { containerId: 9, otherContainerIds: [], otherEntranceIds: [] } as unknown as GrowthDescription],
  ]);
  const groups = groupTracks([judgement('newer'), judgement('older')], new Map(), descriptions);
  expect(groups).toHaveLength(1);
});

test('what became of a track sets it apart, and so does having no container', () => {
  const judgements = [judgement('a'), judgement('b', 'plateau'), judgement('external bytes'), judgement('descriptors')];
  expect(groupsOf({ a: [1], b: [1] }, judgements)).toEqual([['a'], ['b'], ['external bytes'], ['descriptors']]);
});

test('what is open of a container that leaks is of the leak', () => {
  const judgements = [judgement('entries', 'undecided'), judgement('size'), judgement('other', 'undecided')];
  expect(groupsOf({ entries: [1], size: [1], other: [2] }, judgements)).toEqual([['entries', 'size'], ['other']]);
});
