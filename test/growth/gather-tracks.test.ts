import { expect, test } from 'vitest';
import { gatherTracks } from '../../src/growth/gather-tracks.ts';
import type { MovingPath } from '../../src/growth/moving-paths.ts';
import { sum } from '../../src/growth/sum.ts';
import { isSuspect, USUAL_RAREST } from '../../src/growth/suspects.ts';
import { movingPath, weighing } from '../support/moving-path.ts';

/** Arrays of one path, as many at the end as at the start, whose backing stores became longer. */
function longerArrays(objects: number): MovingPath {
  const bytes = [1000, 1400, 2000, 2400];
  const labels = ['root', 'object#pool Pool', 'object#client Client', 'array#queue Array'];
  return movingPath(
    labels,
    bytes.map(() => objects),
    weighing(bytes),
  );
}

function leastTotalOf(objects: number, connections: number): number | undefined {
  const [track] = gatherTracks([longerArrays(objects)], [], [], [], connections);
  return track?.leastTotal;
}

test('an array that becomes longer must pass what one queue holds before it is compacted', () => {
  expect(leastTotalOf(1, 10)).toBe(4800);
});

test('arrays that become longer together may be a queue for each of the requests under way', () => {
  expect(leastTotalOf(8, 10)).toBe(8 * 4800);
});

test('but never more queues than that: 2,000 lists of users are data', () => {
  expect(leastTotalOf(2000, 10)).toBe(10 * 4800);
});

test('the room that an object has for keys is no track where its values are counted; where they are numbers, or of an array, it is', () => {
  const isTrack = (target: string, entries: number): boolean => {
    const path = { ...longerArrays(1), labels: ['root', `.store|${target}`], entries };
    return gatherTracks([path], [], [], [], 10).some(({ key }) => key.startsWith('bytes of'));
  };
  expect(isTrack('Object', 750)).toBe(false);
  expect(isTrack('Object', 0)).toBe(true);
  expect(isTrack('Array', 750)).toBe(true);
});

/** The path that goes with a Map's size, beside one of its entries. */
function twinOfSize(sizes: readonly number[]) {
  const labels = ['root', 'object#answers Map', 'object[entry] Object'];
  const entries = movingPath(labels, [0, 210, 1039, 1251], {
    key: 'root → answers → entry',
    survivors: [0, 0, 0, 212],
  });
  const watched = sizes.map((size) => [size]);
  return gatherTracks([entries], [], watched, [], 10).find(({ key }) => key.startsWith('size of'))?.twin;
}

test('of a Map whose size goes with a path, that path tells which entries stayed', () => {
  expect(twinOfSize([7, 218, 1046, 1259])).toBe('root → answers → entry');
});

test('of one that has numbers of its own, nothing does', () => {
  expect(twinOfSize([7, 307, 1046, 1259])).toBeNull();
});

test('numbers alone must gain half a byte a request: one queue of a pool gains less until it is compacted', () => {
  const requests = [1213, 2213, 1783];
  const isLookedAt = (perRequest: number): boolean => {
    const gains = requests.map((each) => Math.round(perRequest * each));
    const sizes = [0, 1, 2, 3].map((rounds) => [64 + sum(gains.slice(0, rounds))]);
    const track = gatherTracks([], [], sizes, [], 10).find(({ key }) => key.startsWith('size of'));
    return isSuspect(track!, gains, requests, USUAL_RAREST);
  };
  expect(isLookedAt(0.035)).toBe(false);
  expect(isLookedAt(0.1)).toBe(true);
});

/** Paths that hold what grows outside the heap, by so many bytes a snapshot in the buffers of one path. */
function holdersOfExternal(buffers: readonly number[], external: readonly number[]): readonly string[] | undefined {
  const labels = ['root', '.queue|Array', '[i]|Buffer', 'internal backing_store|system / JSArrayBufferData'];
  const memory = movingPath(labels, [], { movingAncestors: ['root → queue → chunk'], shallowBytes: buffers });
  const readings = external.map((bytes) => ({
    openFileDescriptors: null,
    external: bytes,
    arrayBuffers: bytes,
    activeResources: {},
    nativeContexts: 1,
  }));
  return gatherTracks([memory], readings, [], [], 10).find(({ key }) => key === 'external bytes')?.ancestors;
}

test('memory outside the heap that lies in the buffers of one path is told by that path', () => {
  expect(holdersOfExternal([8192, 16_384, 24_576], [9000, 17_000, 26_000])).toContain('root → queue → chunk');
});

test('and by none where the buffers hold less', () => {
  expect(holdersOfExternal([8192, 16_384, 24_576], [9000, 40_000, 90_000])).toEqual([]);
});
