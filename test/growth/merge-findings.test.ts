import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/growth/finding.ts';
import { joinCopies, mergeBySignature, mergeSizes } from '../../src/growth/merge-findings.ts';
import { sessionsFinding } from '../report/sample-reports.ts';

const growth = (processes: string[], changes: Partial<Finding> = {}): Finding =>
  sessionsFinding({ processes, objectsPerRequest: 0.5, retainedBytes: 1000, exclusiveBytes: 900, ...changes });

describe('merging the findings of several processes', () => {
  it('adds up what has one signature in different processes', () => {
    const [merged, ...others] = mergeBySignature([growth(['worker 2']), growth(['worker 1', 'worker 3'])]);
    expect(others).toEqual([]);
    expect(merged).toMatchObject({ objectsPerRequest: 1, retainedBytes: 2000, exclusiveBytes: 1800, status: 'leak' });
    expect(merged?.processes).toEqual(['worker 1', 'worker 2', 'worker 3']);
    expect(merged?.perRound[0]?.objects).toBe(2 * growth([]).perRound[0]!.objects);
  });

  it('keeps the gravest standing, whichever comes first', () => {
    const plateau = growth(['worker 1'], { status: 'plateau', because: 'it stopped' });
    const leak = growth(['worker 2'], { because: 'it grew on' });
    for (const findings of [
      [plateau, leak],
      [leak, plateau],
    ])
      expect(mergeBySignature(findings)).toMatchObject([{ status: 'leak', because: 'it grew on' }]);
  });

  it('counts a container once that its size tells as well', () => {
    const sizes = ['worker 1', 'worker 2'].map((name) =>
      growth([name], { retainedBytes: 0, status: 'undecided', growthSite: null, growthStack: [] }),
    );
    const path = growth(['worker 1', 'worker 2'], { objectsPerRequest: 1, status: 'plateau' });
    const merged = mergeBySignature([...sizes, path]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ objectsPerRequest: 1, retainedBytes: 1000, status: 'undecided' });
    expect(merged[0]?.growthSite).not.toBeNull();
    const [elsewhere] = mergeBySignature([growth(['worker 3'], { retainedBytes: 0 }), path]);
    expect(elsewhere).toMatchObject({ objectsPerRequest: 1.5, status: 'leak' });
  });

  it('keeps the line that was found for a size beside a path that was not looked into', () => {
    const path = growth(['worker 1', 'worker 2'], {
      status: 'background',
      growthSite: null,
      growthStack: [],
      place: null,
    });
    const sizes = ['worker 1', 'worker 2'].map((name) => growth([name], { retainedBytes: 0 }));
    const [merged] = mergeBySignature([path, ...sizes]);
    expect(merged).toMatchObject({ status: 'leak', objectsPerRequest: 0.5, retainedBytes: 1000 });
    expect(merged?.growthSite).toEqual(growth([]).growthSite);
    expect(merged?.growthStack).toEqual(growth([]).growthStack);
  });

  it('adds up two ways to the same container, of which one process has both', () => {
    const merged = mergeBySignature([growth(['worker 1', 'worker 2']), growth(['worker 2', 'worker 3'])]);
    expect(merged).toMatchObject([{ objectsPerRequest: 1, processes: ['worker 1', 'worker 2', 'worker 3'] }]);
  });

  it('leaves different signatures alone', () => {
    expect(mergeBySignature([growth(['worker 1']), growth(['worker 2'], { signature: 'other' })])).toHaveLength(2);
  });
});

describe('merging containers that are known by their size', () => {
  const size = (changes: Partial<Finding> = {}): Finding =>
    growth(['main'], { retainedBytes: 0, objects: 300, because: '216 more', ...changes });

  it('adds up the lists of one path', () => {
    const merged = mergeSizes([size(), size(), size()]);
    expect(merged).toMatchObject([
      { objectsPerRequest: 1.5, objects: 900, because: 'there are 3 alike, of one: 216 more' },
    ]);
  });

  it('takes the statement and the package from where the place is known', () => {
    const unsited = { growthSite: null, growthSiteEvidence: null, growthStatement: null, growthPackage: null };
    const growthPackage = { name: 'counts', version: '1.0.0' };
    const [merged] = mergeSizes([size({ ...unsited, growthStack: [] }), size({ growthPackage })]);
    expect(merged).toMatchObject({ growthPackage, growthStatement: size().growthStatement });
    expect(merged?.growthSite).toEqual(size().growthSite);
  });

  it('leaves alone what stands differently, lies elsewhere or has a path of its own', () => {
    const apart = [
      size(),
      size({ status: 'plateau' }),
      size({ signature: 'other' }),
      growth(['main']),
      growth(['main']),
    ];
    expect(mergeSizes(apart)).toEqual(apart);
  });
});

describe('a list and the copy of it that is gone through', () => {
  const step = (reference: string, name: string) => ({ reference, name, position: null, suspect: false });
  const holder = [step('', '(root)'), step('variable prices', 'Subject')];
  const copy = growth([], {
    owner: 'Subject `prices`',
    signature: 'copy',
    retainerPath: [...holder, step('.currentObservers', 'Array'), step('[i]', 'Subscriber')],
  });
  const list = growth([], {
    owner: 'Array `prices.observers`',
    signature: 'list',
    retainerPath: [...holder, step('.observers', 'Array')],
    retainedBytes: 0,
    growthStatement: 'observers.push(subscriber);',
  });

  it('are one growth, told by the list with the bytes of the objects', () => {
    const joined = joinCopies([copy, list]);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toMatchObject({
      owner: 'Array `prices.observers`',
      signature: 'list',
      retainedBytes: 1000,
      growthStatement: 'observers.push(subscriber);',
    });
    expect(joined[0]?.retainerPath.map(({ reference }) => reference).join(' ')).toBe(' variable prices .observers [i]');
  });

  it.each([
    ['another number', { objects: 2 * copy.objects }],
    ['another content', { content: 'Other' }],
    ['another holder', { retainerPath: [step('', '(root)'), step('variable other', 'Subject'), step('.a', 'Array')] }],
    ['another standing', { status: 'plateau' as const }],
  ])('are two with %s', (_, changes) => {
    expect(joinCopies([copy, { ...list, ...changes }])).toHaveLength(2);
  });
});
