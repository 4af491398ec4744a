import { describe, expect, it } from 'vitest';
import { type IsolateGrowth, mergeIsolates } from '../../src/growth/merge-isolates.ts';
import type { MovingPath } from '../../src/growth/moving-paths.ts';
import { movingPath } from '../support/moving-path.ts';

function path(labels: string, objects: number[], movingAncestors: string[] = []): MovingPath {
  return movingPath(labels.split(' '), objects, { movingAncestors, entries: 5 });
}

const isolate = (...moving: MovingPath[]): IsolateGrowth => ({ moving, classes: [] });

describe('merging isolates', () => {
  it('leaves a service of one isolate as it is', () => {
    const only = isolate(path('root a b c d e', [0, 5]));
    expect(mergeIsolates([only])).toEqual({ ...only, gains: new Map() });
  });

  it('adds up what grows in several workers, whatever share of the requests each of them got', () => {
    const merged = mergeIsolates([
      isolate(path('root server scope kept entry', [0, 40, 70])),
      isolate(path('root server scope kept entry', [0, 60, 130])),
    ]);
    expect(merged.moving.map(({ objects }) => objects)).toEqual([[0, 100, 200]]);
    expect([...merged.gains.values()]).toEqual([[70, 130]]);
  });

  it('knows a path by its last four steps: the way to the same server differs between processes', () => {
    const merged = mergeIsolates([
      isolate(path('root timers server scope kept entry', [0, 40])),
      isolate(path('root handles x y server scope kept entry', [0, 60])),
    ]);
    expect(merged.moving).toHaveLength(1);
    expect(merged.moving[0]?.objects).toEqual([0, 100]);
  });

  it('keeps what hangs below a growing path below it', () => {
    const above = path('root a server scope kept entry', [0, 10]);
    const below = path('root a server scope kept entry value', [0, 10], [above.key]);
    const merged = mergeIsolates([isolate(above, below), isolate()]);
    const [first, second] = merged.moving;
    expect(second?.movingAncestors).toEqual([first?.key]);
    expect(second?.parentKey).toBe(first?.key);
  });

  it('tells which isolate gained, and leaves one that stood still out of the sum', () => {
    const merged = mergeIsolates([isolate(), isolate(path('root s kept entry', [3, 9]))]);
    expect(merged.gains.get(merged.moving[0]!.key)).toEqual([0, 6]);
    expect(merged.moving[0]?.objects).toEqual([3, 9]);
  });

  it('adds classes up by name', () => {
    const row = (objects: number[]) => ({
      name: 'Session',
      objects,
      held: objects,
      shallowBytes: objects,
      retainedBytes: objects,
    });
    const merged = mergeIsolates([
      { moving: [], classes: [row([1, 5])] },
      { moving: [], classes: [row([2, 8])] },
    ]);
    expect(merged.classes).toEqual([row([3, 13])]);
    expect(merged.gains.get('class Session')).toEqual([4, 6]);
  });
});
