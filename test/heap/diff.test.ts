import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../src/heap/diff.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf } from '../support/heap-builder.ts';

/** A heap of sessions by id, and a closure. */
function sessions(ids: Record<number, string>, closureId = 1001) {
  const keys = Object.keys(ids);
  const nodes = keys.map((id) => [`s${id}`, { id: Number(id), name: ids[Number(id)]!, size: 24 }] as const);
  const root = [...keys.map((id) => `s${id}`), 'fn'];
  return heapOf({
    root,
    ...Object.fromEntries(nodes),
    fn: { type: 'closure', name: 'handler', id: closureId, size: 32 },
  });
}

function diff(before: ReturnType<typeof sessions>, after: ReturnType<typeof sessions>) {
  return diffSnapshots(analyseHeap(before.graph), analyseHeap(after.graph));
}

describe('two snapshots of one session', () => {
  const before = sessions({ 11: 'Session', 13: 'Session', 15: 'User' });
  const after = sessions({ 13: 'Session', 15: 'User', 17: 'Session', 19: 'Session' });

  it('differ by what came and what went, by node id', () => {
    const result = diff(before, after);
    expect(result.sameSession).toBe(true);
    expect(result.agreement).toBe(1);
    expect(Array.from(result.added)).toEqual([after.node('s17'), after.node('s19')]);
    expect(Array.from(result.removed)).toEqual([before.node('s11')]);
    expect(result.keptCount).toBe(4);
    expect(result.classes).toEqual([
      {
        name: 'Session',
        addedCount: 2,
        removedCount: 1,
        addedBytes: 48,
        removedBytes: 24,
        shallowBytesDelta: 24,
      },
    ]);
  });

  it('do not differ from themselves', () => {
    expect(diff(before, before)).toMatchObject({ sameSession: true, classes: [], keptCount: 5 });
  });
});

describe('two snapshots of different sessions', () => {
  it('are told by ids that mean something else, and compared by class alone', () => {
    const before = sessions({ 11: 'Session', 13: 'Session', 15: 'User' });
    const after = sessions({ 11: 'Timer', 13: 'User', 15: 'Session' });
    const result = diff(before, after);
    expect(result.sameSession).toBe(false);
    expect(result.agreement).toBe(0.25);
    expect(result.added).toHaveLength(0);
    expect(result.keptCount).toBe(0);
    expect(result.classes.map(({ name, shallowBytesDelta }) => [name, shallowBytesDelta])).toEqual([
      ['Timer', 24],
      ['Session', -24],
    ]);
  });

  it('with no id in common are not taken for one', () => {
    const result = diff(sessions({ 11: 'Session' }, 501), sessions({ 13: 'Session' }, 503));
    expect(result).toMatchObject({ sameSession: false, agreement: null });
  });
});
