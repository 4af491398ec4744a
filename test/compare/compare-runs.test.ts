import { describe, expect, it } from 'vitest';
import { asWhole, type ComparableRun, comparableRun, type RunEvidence } from '../../src/compare/comparable-run.ts';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import type { Finding } from '../../src/growth/finding.ts';
import { signatureOf } from '../../src/growth/signature.ts';
import { sampleRounds, sessionsFinding } from '../report/sample-reports.ts';

/** Gains of the sample load at a rate; the fourth round is idle. */
function growing(objectsPerRequest: number, bytesPerObject = 400): Partial<Finding> {
  const perRound = [997, 1499, 2003, 0, 997, 1502].map((requests) => {
    const objects = Math.round(requests * objectsPerRequest);
    return { objects, retainedBytes: objects * bytesPerObject };
  });
  return { perRound, objectsPerRequest, retainedBytesPerRequest: objectsPerRequest * bytesPerObject };
}

function signature(name: string, file = 'src/store.js'): string {
  return signatureOf({
    growthMode: 'growing-collection',
    containerKind: 'Map',
    containerName: name,
    file,
    content: 'Session',
  });
}

function leak(name: string, changes: Partial<Finding> = {}): Finding {
  return sessionsFinding({ signature: signature(name), ownerName: name, ...growing(1), ...changes });
}

function run(findings: readonly Finding[], changes: Partial<RunEvidence> = {}): ComparableRun {
  return comparableRun({
    commit: null,
    conclusion: findings.some(({ status }) => status === 'leak') ? 'leak' : 'pass',
    reason: null,
    nodeVersion: 'v24.0.0',
    findings,
    rounds: sampleRounds(0),
    oneObjectPerRequests: 85,
    sent: ['POST /login'],
    classGrowth: [],
    ...changes,
  });
}

function changesOf(base: readonly Finding[], head: readonly Finding[], renamed?: Map<string, string>): string[] {
  return compareRuns(run(base), run(head), renamed).map(({ change, ownerName }) => `${change} ${ownerName}`);
}

describe('a leak', () => {
  it('is new when the base has none of its signature', () => {
    const [change] = compareRuns(run([]), run([leak('sessions')]));
    expect(change).toMatchObject({ change: 'new', unit: 'objects', baseRate: 0, because: 'the base has no such leak' });
    expect(change!.headRate).toBeCloseTo(1, 6);
  });

  it('is known at the same rate, and the joint error is told', () => {
    const [change] = compareRuns(run([leak('sessions')]), run([leak('sessions', growing(1.02))]));
    expect(change).toMatchObject({ change: 'known' });
    expect(change!.because).toMatch(
      /^1\.00 per request in the base and 1\.02 here, within their joint error of ± 0\.0\d+$/,
    );
  });

  it('is faster at twice the rate, and slower at half of it', () => {
    expect(changesOf([leak('a')], [leak('a', growing(2))])).toEqual(['faster a']);
    expect(changesOf([leak('a')], [leak('a', growing(0.5))])).toEqual(['slower a']);
  });

  it('is faster when it keeps ten times the bytes in as many objects', () => {
    const [change] = compareRuns(run([leak('a')]), run([leak('a', growing(1, 4000))]));
    expect(change).toMatchObject({ change: 'faster', unit: 'bytes' });
    expect(change!.because).toMatch(/400 B per request in the base and 4000 B here, beyond/);
  });

  it('is known in as many objects when the base knew it by their number alone', () => {
    expect(changesOf([leak('a', growing(1, 0))], [leak('a', growing(1, 4000))])).toEqual(['known a']);
  });

  it('is fixed when it is gone, with its owner as the base knew it', () => {
    expect(changesOf([leak('sessions')], [])).toEqual(['fixed sessions']);
  });

  it('is fixed when it stops now', () => {
    const [change] = compareRuns(run([leak('a')]), run([leak('a', { status: 'plateau', because: 'it stopped' })]));
    expect(change).toMatchObject({ change: 'fixed', because: 'it is plateau now: it stopped' });
  });

  it('is not called fixed while it is undecided here', () => {
    expect(changesOf([leak('a')], [leak('a', { status: 'undecided' })])).toEqual(['slower a']);
  });

  it('is not called fixed by a run without a verdict', () => {
    expect(compareRuns(run([leak('a')]), run([], { conclusion: 'inconclusive' }))).toEqual([]);
  });

  it('is not called fixed where it is too rare to be seen here', () => {
    const rare = run([leak('a', growing(0.005))], { oneObjectPerRequests: 300 });
    const [change] = compareRuns(rare, run([]));
    expect(change).toMatchObject({ change: 'slower', headRate: 0 });
    expect(change!.because).toContain('1 object per 85 requests');
  });

  it('is new, and said to be maybe older, where the base could have overlooked it', () => {
    const [change] = compareRuns(run([]), run([leak('a', growing(0.005))]));
    expect(change).toMatchObject({ change: 'new' });
    expect(change!.because).toContain('may be older');
  });

  it('is new when the base told it from a leak, with the reason', () => {
    const [change] = compareRuns(
      run([leak('a', { status: 'plateau', because: 'it stopped at 500' })]),
      run([leak('a')]),
    );
    expect(change).toMatchObject({ change: 'new' });
    expect(change!.because).toContain('plateau: it stopped at 500');
  });

  it('per connection is compared by connections', () => {
    const connections = [10, 10, 10, 0, 20, 10];
    const perConnection = (rate: number): Finding =>
      leak('a', {
        status: 'per-connection',
        connections,
        perRound: connections.map((count) => ({ objects: count * rate, retainedBytes: count * rate * 400 })),
      });
    expect(changesOf([perConnection(1)], [perConnection(1)])).toEqual(['known a']);
    const [faster] = compareRuns(run([perConnection(1)]), run([perConnection(20)]));
    expect(faster).toMatchObject({ change: 'faster', unit: 'objects', per: 'connection', baseRate: 1, headRate: 20 });
    expect(faster!.because).toContain('1.00 per connection in the base and 20.0 here');
    expect(compareRuns(run([]), run([perConnection(2)]))).toMatchObject([
      { change: 'new', per: 'connection', headRate: 2 },
    ]);
  });

  it('per connection is known at any rate where a base of an earlier version has no connections', () => {
    const perConnection = leak('a', { ...growing(0.02), status: 'per-connection' });
    expect(changesOf([perConnection], [leak('a', { ...growing(0.2), status: 'per-connection' })])).toEqual(['known a']);
  });

  it('in a renamed file is the same leak', () => {
    const faster = leak('a', { signature: signature('a', 'lib/sessions.js'), ...growing(2) });
    expect(changesOf([leak('a')], [faster])).toEqual(['new a', 'fixed a']);
    expect(changesOf([leak('a')], [faster], new Map([['src/store.js', 'lib/sessions.js']]))).toEqual(['faster a']);
  });

  it('of the same name and rate in another file, or in a container of another kind, is the same leak, moved', () => {
    const elsewhere = leak('a', { signature: signature('a', 'lib/sessions.js') });
    const held = leak('a', { signature: signature('users.a', 'lib/sessions.js') });
    const list = leak('a', { signature: signature('a').replace('Map', 'Array') });
    for (const moved of [elsewhere, held, list]) {
      const changes = compareRuns(run([leak('a')]), run([moved]));
      expect(changes).toMatchObject([{ change: 'known', signature: moved.signature }]);
      expect(changes[0]!.because).toMatch(
        /^it is what the base has as a in .*, moved or made otherwise: 1\.00 per request in the base/,
      );
    }
    // Both at once are too much of a change, and of two alike neither is known.
    const both = leak('a', { signature: elsewhere.signature.replace('Map', 'Array') });
    expect(changesOf([leak('a')], [both])).toEqual(['new a', 'fixed a']);
    expect(changesOf([leak('a')], [elsewhere, list])).toEqual(['new a', 'new a', 'fixed a']);
  });

  it('of another name in the place of one that is gone is new, and said to be maybe the same one', () => {
    const changes = compareRuns(run([leak('before')]), run([leak('after')]));
    expect(changes.map(({ change }) => change)).toEqual(['new', 'fixed']);
    expect(changes[0]!.because).toMatch(
      /before in .*, which leaks there and not here, kept as many of the same objects/,
    );
    expect(compareRuns(run([leak('before')]), run([leak('after', growing(0.5))]))[0]!.because).not.toContain('renamed');
  });
});

describe('several leaks', () => {
  it('are told with what this change must answer for first', () => {
    const base = [leak('gone'), leak('slow'), leak('same'), leak('fast')];
    const head = [leak('slow', growing(0.3)), leak('same'), leak('fast', growing(3)), leak('added')];
    expect(changesOf(base, head)).toEqual(['new added', 'faster fast', 'known same', 'slower slow', 'fixed gone']);
  });

  it('of one signature are one leak with the sum of their gains', () => {
    expect(changesOf([leak('a'), leak('a')], [leak('a', growing(2))])).toEqual(['known a']);
    expect(changesOf([leak('a')], [leak('a'), leak('a')])).toEqual(['faster a']);
  });
});

describe('of a baseline that was sent other requests', () => {
  const perLogin = (share: number): Finding => leak('a', { ...growing(share), objectsPerRequest: 1 });

  it('rates are those of the request that grows it, whatever its weight', () => {
    expect(compareRuns(run([perLogin(0.667)]), run([perLogin(0.9)]))).toMatchObject([{ change: 'known' }]);
    expect(changesOf([perLogin(0.9)], [leak('a', { ...growing(0.9), objectsPerRequest: 2 })])).toEqual(['faster a']);
  });

  it('a leak is not fixed when its request was not sent', () => {
    const [change] = compareRuns(run([perLogin(0.5)]), run([], { sent: ['GET /health'] }));
    expect(change).toMatchObject({ change: 'slower', because: 'POST /login, which grows it, was not sent here' });
    expect(changesOf([perLogin(0.5)], [])).toEqual(['fixed a']);
  });

  it('a part of the scenario is taken in the measure of the whole', () => {
    const one = run([leak('a', growing(1))], { oneObjectPerRequests: 85 });
    const half = asWhole({ ...one, classes: { Session: 1 } }, 0.5, [{ name: 'GET /new', because: '404' }]);
    expect(half).toMatchObject({ oneObjectPerRequests: 170, classes: { Session: 0.5 } });
    expect(compareRuns(half, run([perLogin(0.5)]))).toMatchObject([
      { change: 'known', baseRate: expect.closeTo(1, 2), headRate: expect.closeTo(1, 2) },
    ]);
    const unknown = asWhole(run([leak('a', { ...growing(1), request: null })]), 0.5, []);
    expect(compareRuns(unknown, run([perLogin(0.5)]))).toMatchObject([
      { change: 'known', baseRate: expect.closeTo(1, 2), headRate: expect.closeTo(1, 2) },
    ]);
  });
});

describe('rates', () => {
  it('are told per request that grows it, in both runs alike', () => {
    const perLogin = leak('a', { ...growing(0.5), objectsPerRequest: 1 });
    const [change] = compareRuns(run([leak('a', { ...growing(0.5), request: null })]), run([perLogin]));
    expect(change!.change).toBe('known');
    expect(change!.headRate).toBeCloseTo(1, 2);
    expect(change!.baseRate).toBeCloseTo(1, 2);
  });

  it('leave idle rounds out', () => {
    const perRound = growing(1).perRound!.map((gain, i) => (i === 3 ? { objects: -900, retainedBytes: 0 } : gain));
    expect(changesOf([leak('a')], [leak('a', { perRound })])).toEqual(['known a']);
  });
});

describe('a leak that one run tells beside another of the same rate', () => {
  const [close, data] = [leak('close'), leak('data')];
  const sent = sampleRounds(0).reduce((sum, { requests }) => sum + requests, 0);
  const gained = (sessions: number): Partial<RunEvidence> => ({
    classGrowth: [{ name: 'Session', objects: sessions * sent }],
  });
  const told = (base: ComparableRun, head: ComparableRun): string[] =>
    compareRuns(base, head).map(({ change, ownerName }) => `${change} ${ownerName}`);

  it('is known where the other run adds as many objects of its class', () => {
    const [one, both] = [run([close], gained(2)), run([close, data], gained(2))];
    expect(told(one, both)).toEqual(['known close', 'known data']);
    expect(told(both, one)).toEqual(['known close', 'known data']);
    expect(compareRuns(both, one)[1]!.because).toBe(
      'here it was not told from a leak of the same rate, but as many Session objects were added per request',
    );
  });

  it('is new, or fixed, where the other run adds fewer', () => {
    const [one, both] = [run([close], gained(1)), run([close, data], gained(2))];
    expect(told(one, both)).toEqual(['new data', 'known close']);
    expect(told(both, one)).toEqual(['known close', 'fixed data']);
  });

  it('is new where none of its rate is told in both, or the classes are not known', () => {
    const rare = leak('close', growing(0.1));
    expect(told(run([rare], gained(2)), run([rare, data], gained(2)))).toContain('new data');
    expect(told(run([], gained(2)), run([data], gained(2)))).toEqual(['new data']);
    expect(told(run([close]), run([close, data]))).toContain('new data');
  });
});

describe('leaks of one mode that share what they hold', () => {
  const sent = sampleRounds(0).reduce((sum, { requests }) => sum + requests, 0);
  const heap = (sessions: number, bytes: number): Partial<RunEvidence> => ({
    classGrowth: [{ name: 'Session', objects: sessions * sent }],
    rounds: sampleRounds(bytes),
  });
  const told = (base: ComparableRun, head: ComparableRun): string[] =>
    compareRuns(base, head).map(({ change, ownerName }) => `${change} ${ownerName}`);
  const leaks = (close: Partial<Finding>, data: Partial<Finding>): Finding[] => [
    leak('close', close),
    leak('data', data),
  ];

  it('are known where one holds what the other held', () => {
    const base = run(leaks(growing(1, 14_000), growing(1, 56)), heap(2, 14_100));
    const head = run(leaks(growing(0.5, 56), growing(1, 14_200)), heap(2, 14_100));
    expect(told(base, head)).toEqual(['known close', 'known data']);
    expect(told(head, base)).toEqual(['known close', 'known data']);
    expect(compareRuns(base, head)[1]!.because).toContain('but as many bytes are added per request in all');
  });

  it('are faster or slower where the heap as a whole is', () => {
    const base = run(leaks(growing(1, 400), growing(1, 56)), heap(2, 460));
    expect(told(base, run(leaks(growing(1, 400), growing(1, 800)), heap(2, 1200)))).toEqual([
      'faster data',
      'known close',
    ]);
    expect(told(base, run(leaks(growing(1, 400), growing(2, 56)), heap(3, 520)))).toEqual([
      'faster data',
      'known close',
    ]);
    expect(told(base, run(leaks(growing(1, 400), growing(0.5, 56)), heap(1.5, 430)))).toEqual([
      'known close',
      'slower data',
    ]);
  });
});
