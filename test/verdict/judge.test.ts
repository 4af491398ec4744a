import { describe, expect, it } from 'vitest';
import type { Change, LeakChange } from '../../src/compare/comparison.ts';
import type { Finding } from '../../src/growth/finding.ts';
import type { AcceptedLeak } from '../../src/policy/accepted-leak.ts';
import { acceptedStates } from '../../src/policy/accepted-states.ts';
import { idleLimits } from '../../src/policy/judge-leak.ts';
import { type LeakLimit, type LeakPolicy, plainPolicy } from '../../src/policy/leak-policy.ts';
import { judgeRun as judge, type RoundQuality, type RunFacts } from '../../src/verdict/judge.ts';
import type { MemoryFacts } from '../../src/verdict/memory-checks.ts';
import type { Check } from '../../src/verdict/verdict.ts';
import { sessionsFinding } from '../report/sample-reports.ts';

const QUIET: MemoryFacts = {
  unexplained: null,
  asInBase: null,
  rss: null,
  drift: null,
  arrayBuffers: null,
  watched: [],
};
const noLimits: Partial<LeakPolicy> = {};
const today = '2026-06-30';

function judgeRun(
  findings: readonly Finding[],
  run: RunFacts,
  changed: Partial<LeakPolicy> = {},
  changes: readonly LeakChange[] | null = null,
): ReturnType<typeof judge> {
  const policy = { ...plainPolicy, ...changed };
  return judge(findings, run, { policy, today, changes, accepted: acceptedStates(policy.accepted, findings, today) });
}

const figures: RunFacts['figures'] = {
  'off-heap-growth-per-request': 12,
  'file-descriptors-per-request': null,
  'peak-heap': 50 * 2 ** 20,
  'peak-rss': 90 * 2 ** 20,
  'gc-time-share': 0.05,
};

function round(changes: Partial<RoundQuality> = {}): RoundQuality {
  return { loaded: true, planned: 1000, succeeded: 1000, failed: 0, settled: true, ...changes };
}

const baseline = round({ loaded: false, planned: 0, succeeded: 0 });

function runOf(changes: Partial<RunFacts> = {}): RunFacts {
  return {
    rounds: [baseline, round(), round(), round()],
    endedEarly: null,
    failedLoad: null,
    figures,
    memory: QUIET,
    positiveControl: null,
    ...changes,
  };
}

function conclusionOf(findings: readonly Finding[], run = runOf(), limits: Partial<LeakPolicy> = noLimits): string {
  return judgeRun(findings, run, limits).verdict.conclusion;
}

function failedOf(findings: readonly Finding[], run = runOf(), limits: Partial<LeakPolicy> = noLimits): Check[] {
  return judgeRun(findings, run, limits).checks.filter(({ passed }) => !passed);
}

describe('a planted leak', () => {
  const control = { plantedPerRequest: 1, requests: 6998 };

  it('that was found leaves a pass as it is, with a check that says so', () => {
    const found = { ...control, found: true, objectsPerRequest: 1.001, because: 'it was measured as 1.001' };
    const { verdict, checks } = judgeRun([], runOf({ positiveControl: found }), noLimits);
    expect(verdict.conclusion).toBe('pass');
    expect(checks).toContainEqual(expect.objectContaining({ metric: 'positive-control', passed: true, actual: 1.001 }));
  });

  it('that was not found is a reason to decide nothing', () => {
    const missed = { ...control, found: false, objectsPerRequest: null, because: 'no growing path led to it' };
    const { verdict } = judgeRun([], runOf({ positiveControl: missed }), noLimits);
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.because).toEqual([expect.stringContaining('no growing path led to it')]);
  });
});

describe('a leak', () => {
  it('fails a run without limits, with its owner in the reason and a check of its own', () => {
    const finding = sessionsFinding();
    const { verdict, checks } = judgeRun([finding], runOf(), noLimits);
    expect(verdict.conclusion).toBe('leak');
    expect(verdict.because).toEqual([expect.stringContaining(finding.owner)]);
    expect(verdict.nextStep).toContain('max-growth-per-request');
    expect(checks[0]).toMatchObject({
      metric: 'retained-bytes-per-request',
      subject: finding.signature,
      operator: '<=',
      limit: 0,
      actual: 412,
      level: 'leak',
      passed: false,
    });
    expect(checks[0]!.values).toEqual(finding.perRound.map(({ retainedBytes }) => retainedBytes));
  });

  it.each([
    [411, 'leak'],
    [412, 'pass'],
    [413, 'pass'],
  ])('of 412 bytes a request under a limit of %i gives %s', (maxGrowthPerRequest, conclusion) => {
    expect(
      conclusionOf([sessionsFinding()], runOf(), {
        maxGrowthPerRequest,
        maxGrowth: null,
        maxRssGrowthPerRequest: null,
      }),
    ).toBe(conclusion);
  });

  it('without bytes is held to its count, whatever the limit in bytes', () => {
    const descriptors = sessionsFinding({ retainedBytes: 0, retainedBytesPerRequest: 0, objectsPerRequest: 0.5 });
    const limits = { maxGrowthPerRequest: 1e6, maxGrowth: null, maxRssGrowthPerRequest: null };
    expect(failedOf([descriptors], runOf(), limits)).toMatchObject([
      { metric: 'objects-per-request', limit: 0, actual: 0.5, values: descriptors.perRound.map((row) => row.objects) },
    ]);
  });

  it('is judged one by one: one over the limit is enough, and the others are no reasons', () => {
    const large = sessionsFinding({ owner: 'large', retainedBytesPerRequest: 500 });
    const { verdict } = judgeRun([sessionsFinding(), large], runOf(), {
      maxGrowthPerRequest: 450,
      maxGrowth: null,
      maxRssGrowthPerRequest: null,
    });
    expect(verdict.conclusion).toBe('leak');
    expect(verdict.because).toEqual([expect.stringContaining('large')]);
  });

  it('also fails by the sum of all leaks over the run', () => {
    const findings = [sessionsFinding({ retainedBytes: 600 }), sessionsFinding({ retainedBytes: 500 })];
    const limits = { maxGrowthPerRequest: 1000, maxGrowth: 1099, maxRssGrowthPerRequest: null };
    expect(failedOf(findings, runOf(), limits)).toMatchObject([
      { metric: 'retained-bytes', subject: 'run', limit: 1099, actual: 1100, values: [600, 500], level: 'leak' },
    ]);
    expect(conclusionOf(findings, runOf(), limits)).toBe('leak');
    expect(conclusionOf(findings, runOf(), { ...limits, maxGrowth: 1100, maxRssGrowthPerRequest: null })).toBe('pass');
  });

  it('per connection fails like one per request', () => {
    expect(conclusionOf([sessionsFinding({ status: 'per-connection' })])).toBe('leak');
  });

  it('that was confirmed stays one when the run ends early afterwards', () => {
    const endedEarly = { message: 'the run was cancelled', hint: null, during: 'the diagnosis' };
    expect(conclusionOf([sessionsFinding()], runOf({ endedEarly }))).toBe('leak');
  });

  it('is no verdict when a round failed: half the requests took another way', () => {
    const failedLoad = { round: 4, planned: 1000, failed: 500 };
    const endedEarly = { message: 'In round 4 500 of 1000 requests failed.', hint: 'Correct it.', during: 'round 4' };
    const { verdict } = judgeRun([sessionsFinding()], runOf({ failedLoad, endedEarly }), noLimits);
    expect(verdict).toMatchObject({ conclusion: 'inconclusive', nextStep: 'Correct it.' });
    expect(verdict.because[0]).toBe('In round 4 500 of 1000 requests failed.');
  });
});

describe('what does not keep growing with the requests', () => {
  it.each(['plateau', 'background', 'released'] as const)('as %s passes, with a note', (status) => {
    const { verdict, checks } = judgeRun([sessionsFinding({ status })], runOf(), noLimits);
    expect(verdict).toMatchObject({ conclusion: 'pass', nextStep: null });
    expect(verdict.because).toHaveLength(1);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  });

  it('does not count to the sum of the leaks', () => {
    const limits = { maxGrowthPerRequest: 0, maxGrowth: 0, maxRssGrowthPerRequest: null };
    expect(conclusionOf([sessionsFinding({ status: 'plateau', retainedBytes: 1e9 })], runOf(), limits)).toBe('pass');
  });

  it('and nothing at all passes without a reason', () => {
    expect(judgeRun([], runOf(), noLimits).verdict).toEqual({ conclusion: 'pass', because: [], nextStep: null });
  });
});

describe('no verdict', () => {
  it('is given while a suspect is undecided, which is named', () => {
    const { verdict } = judgeRun([sessionsFinding({ status: 'undecided' })], runOf(), noLimits);
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.because).toEqual([expect.stringMatching(/sessions.* could not be decided/u)]);
    expect(verdict.nextStep).toMatch(/time-limit|thorough/u);
  });

  it('but a leak is, when another suspect is undecided', () => {
    expect(conclusionOf([sessionsFinding(), sessionsFinding({ status: 'undecided' })])).toBe('leak');
  });

  it.each([0, 1, 2])('is given on %i loaded rounds', (count) => {
    const rounds = [baseline, ...Array.from({ length: count }, () => round())];
    expect(failedOf([], runOf({ rounds }))).toMatchObject([
      { metric: 'loaded-rounds', operator: '>=', limit: 3, actual: count, level: 'inconclusive' },
    ]);
    expect(conclusionOf([], runOf({ rounds }))).toBe('inconclusive');
  });

  it('is given on a run that ended early, with the reason first and then the step', () => {
    const endedEarly = { message: 'The time limit of 9 s was reached.', hint: 'Raise it.', during: 'round 2' };
    const { verdict } = judgeRun([], runOf({ rounds: [baseline, round()], endedEarly }), noLimits);
    expect(verdict).toEqual({
      conclusion: 'inconclusive',
      because: [
        'The time limit of 9 s was reached.',
        'The run ended during round 2: 1 loaded round was captured, and a verdict needs 3.',
      ],
      nextStep: 'Raise it.',
    });
  });

  it('is given on an early end even after enough clean rounds', () => {
    const endedEarly = { message: 'the run was cancelled', hint: null, during: null };
    expect(conclusionOf([], runOf({ endedEarly }))).toBe('inconclusive');
  });

  it.each([
    [10, 'pass'],
    [11, 'inconclusive'],
  ])('depends on 1 %% of failed requests: %i of 1,000 give %s', (failed, conclusion) => {
    const rounds = [baseline, round(), round({ failed, succeeded: 1000 - failed }), round()];
    expect(conclusionOf([], runOf({ rounds }))).toBe(conclusion);
  });

  it('is never the outcome of an unsettled heap alone, which warns', () => {
    const rounds = [baseline, round({ settled: false }), round(), round()];
    expect(conclusionOf([], runOf({ rounds }))).toBe('pass');
    expect(failedOf([], runOf({ rounds }))).toMatchObject([
      { metric: 'settled', level: 'warn', actual: 1, values: [1, 0, 1, 1] },
    ]);
  });
});

function change(finding: Finding, what: Change): LeakChange {
  const { signature, owner, ownerName, place } = finding;
  return { signature, change: what, unit: 'objects', baseRate: 1, headRate: 1, owner, ownerName, place, because: '' };
}

const named = (name: string, changes: Partial<Finding> = {}): Finding =>
  sessionsFinding({ signature: name, ownerName: name, owner: `Map \`${name}\``, ...changes });

describe('against a base', () => {
  const leak = named('a');

  it.each([
    ['new', 'leak'],
    ['faster', 'leak'],
    ['known', 'pass'],
    ['slower', 'pass'],
  ] as const)('a leak that is %s gives %s', (what, conclusion) => {
    expect(judgeRun([leak], runOf(), {}, [change(leak, what)]).verdict.conclusion).toBe(conclusion);
  });

  it('a known leak warns, and says so', () => {
    const { verdict, checks } = judgeRun([leak], runOf(), {}, [change(leak, 'known')]);
    expect(checks[0]).toMatchObject({ subject: 'a', level: 'warn', passed: false });
    expect(verdict.because[0]).toContain('It only warns: the base has it too.');
  });

  it('a known leak fails where that is asked for', () => {
    expect(judgeRun([leak], runOf(), { onKnown: 'fail' }, [change(leak, 'known')]).verdict.conclusion).toBe('leak');
  });

  it('a leak that no change names is new', () => {
    expect(judgeRun([leak], runOf(), {}, []).verdict.conclusion).toBe('leak');
  });

  it('a known leak does not hide another that could not be decided', () => {
    const open = named('b', { status: 'undecided' });
    expect(judgeRun([leak, open], runOf(), {}, [change(leak, 'known')]).verdict.conclusion).toBe('inconclusive');
  });

  it('what is undecided here and a leak there forbids no verdict', () => {
    const open = named('b', { status: 'undecided' });
    expect(judgeRun([open], runOf(), {}, [change(open, 'slower')]).verdict.conclusion).toBe('pass');
  });

  it('known leaks do not count to the sum', () => {
    const run = (what: Change) =>
      judgeRun([leak], runOf(), { maxGrowthPerRequest: 1e6, maxGrowth: 0 }, [change(leak, what)]);
    expect(run('known').verdict.conclusion).toBe('pass');
    expect(run('new').verdict.conclusion).toBe('leak');
  });

  it('without a base a leak only warns where it must be compared to fail', () => {
    expect(conclusionOf([leak], runOf(), { onUncompared: 'warn' })).toBe('pass');
    expect(judgeRun([leak], runOf(), { onUncompared: 'warn' }, []).verdict.conclusion).toBe('leak');
  });
});

describe('a limit', () => {
  const limit = (parts: Partial<LeakLimit>): LeakLimit => ({
    kind: 'leaks',
    growthMode: null,
    endpoint: null,
    owner: null,
    maxGrowthPerRequest: null,
    level: 'error',
    ...parts,
  });
  const leak = named('metrics', { request: 'POST /login' });

  it.each<[string, Partial<LeakLimit>, string]>([
    ['of its growth mode', { growthMode: 'growing-collection' }, 'pass'],
    ['of another growth mode', { growthMode: 'timer' }, 'leak'],
    ['of its endpoint', { endpoint: 'POST *' }, 'pass'],
    ['of another endpoint', { endpoint: 'GET *' }, 'leak'],
    ['of its name', { owner: 'metr*' }, 'pass'],
    ['of its description', { owner: 'Map *' }, 'pass'],
    ['of a part of its name', { owner: 'metr' }, 'leak'],
    ['that fits in one part only', { owner: 'metrics', growthMode: 'timer' }, 'leak'],
  ])('%s decides on a leak or leaves it alone', (_, parts, conclusion) => {
    expect(conclusionOf([leak], runOf(), { limits: [limit({ ...parts, maxGrowthPerRequest: 412 })] })).toBe(conclusion);
    expect(conclusionOf([leak], runOf(), { limits: [limit({ ...parts, level: 'warn' })] })).toBe(conclusion);
  });

  it('of an endpoint picks a leak that several kinds of requests grow, where all of them are meant', () => {
    const requestKinds = ['POST /login', 'POST /logout'].map((name) => ({ name, perRequest: 1 }));
    const shared = { ...leak, request: null, requestKinds };
    const conclusion = (endpoint: string) =>
      conclusionOf([shared], runOf(), { limits: [limit({ endpoint, level: 'warn' })] });
    expect([conclusion('POST *'), conclusion('POST /login')]).toEqual(['pass', 'leak']);
  });

  it('of an endpoint that the run did not send limits nothing, which is said', () => {
    const limits = [limit({ endpoint: 'POST /logn' }), limit({ endpoint: 'POST *' }), limit({ owner: 'x' })];
    expect(idleLimits({ limits }, ['GET /', 'POST /login'])).toEqual([
      'The limit for endpoint `POST /logn` limits nothing: this run sent `GET /`, `POST /login`.',
    ]);
    expect(idleLimits({ limits }, [])).toEqual([]);
  });

  it('decides by the first of the list that fits', () => {
    const limits = [limit({ owner: 'metrics', level: 'warn' }), limit({ owner: '*', level: 'error' })];
    expect(conclusionOf([leak], runOf(), { limits })).toBe('pass');
    expect(conclusionOf([leak], runOf(), { limits: limits.toReversed() })).toBe('leak');
  });

  it('that is stricter than the general one fails', () => {
    const limits = [limit({ growthMode: 'growing-collection', maxGrowthPerRequest: 100 })];
    expect(conclusionOf([leak], runOf(), { maxGrowthPerRequest: 1000, limits })).toBe('leak');
  });

  it('switches a leak off: no check, and nothing undecided about it matters', () => {
    const limits = [limit({ owner: 'metrics', level: 'off' })];
    expect(judgeRun([leak], runOf(), { limits }).checks.map(({ subject }) => subject)).not.toContain('metrics');
    expect(conclusionOf([{ ...leak, status: 'undecided' }], runOf(), { limits })).toBe('pass');
  });

  it.each([
    ['peak-heap', 49 * 2 ** 20, 'leak'],
    ['peak-heap', 50 * 2 ** 20, 'pass'],
    ['gc-time-share', 0.04, 'leak'],
    ['off-heap-growth-per-request', 11, 'leak'],
    ['file-descriptors-per-request', 0, 'pass'],
  ] as const)('of %s at %d gives %s', (metric, atMost, conclusion) => {
    expect(conclusionOf([], runOf(), { limits: [{ kind: 'run', metric, atMost, level: 'error' }] })).toBe(conclusion);
  });

  it('of the process warns, or is off', () => {
    const at = (level: 'warn' | 'off') => [{ kind: 'run', metric: 'peak-heap', atMost: 0, level } as const];
    expect(judgeRun([], runOf(), { limits: at('warn') }).verdict).toMatchObject({
      conclusion: 'pass',
      because: ['The heap reached 50 MiB, over the limit of 0 MiB.'],
    });
    expect(judgeRun([], runOf(), { limits: at('off') }).verdict.because).toEqual([]);
  });

  it('of what could not be measured says so', () => {
    const limits = [{ kind: 'run', metric: 'file-descriptors-per-request', atMost: 0, level: 'error' } as const];
    expect(failedOf([], runOf(), { limits })).toMatchObject([
      { level: 'warn', actual: null, message: expect.stringContaining('could not be measured') },
    ]);
  });
});

describe('an accepted leak', () => {
  const leak = named('a');
  const entry: AcceptedLeak = { signature: 'a', owner: 'shop team', reason: 'goes with v2', until: today };

  it('warns until its day is over, with owner, day and reason', () => {
    const { verdict } = judgeRun([leak], runOf(), { accepted: [entry] });
    expect(verdict.conclusion).toBe('pass');
    expect(verdict.because[0]).toContain('accepted by shop team until 2026-06-30: goes with v2');
  });

  it('also when it is new', () => {
    expect(judgeRun([leak], runOf(), { accepted: [entry] }, []).verdict.conclusion).toBe('pass');
  });

  it('fails when it grows faster than in the base', () => {
    for (const [what, expected] of [
      ['faster', 'leak'],
      ['slower', 'pass'],
      ['known', 'pass'],
    ] as const) {
      expect(judgeRun([leak], runOf(), { accepted: [entry] }, [change(leak, what)]).verdict.conclusion).toBe(expected);
    }
  });

  it('fails when it grows by more than was accepted, and says so; not where it grows with connections', () => {
    const upTo = (maxGrowthPerRequest: number) => ({ accepted: [{ ...entry, maxGrowthPerRequest }] });
    expect(conclusionOf([leak], runOf(), upTo(leak.retainedBytesPerRequest))).toBe('pass');
    const { verdict } = judgeRun([leak], runOf(), upTo(leak.retainedBytesPerRequest - 1));
    expect(verdict.conclusion).toBe('leak');
    expect(verdict.because[0]).toContain(
      `It is more than what was accepted: shop team had accepted ${leak.retainedBytesPerRequest - 1} B per request.`,
    );
    expect(conclusionOf([{ ...leak, status: 'per-connection' }], runOf(), upTo(1))).toBe('pass');
    expect(acceptedStates(upTo(1).accepted, [leak], today)).toMatchObject([{ state: 'exceeded' }]);
  });

  it('leaves other leaks alone', () => {
    expect(conclusionOf([leak, named('b')], runOf(), { accepted: [entry] })).toBe('leak');
  });

  const expired = { ...entry, until: '2026-06-29' };

  it('whose day is over warns of that, and fails where that is asked for', () => {
    expect(failedOf([leak], runOf(), { accepted: [expired] })).toMatchObject([
      { subject: 'a', level: 'warn', message: expect.stringContaining('until 2026-06-29, which has passed') },
      { metric: 'expired-acceptances', level: 'warn', actual: 1 },
    ]);
    const strict = judgeRun([leak], runOf(), { accepted: [expired], onExpired: 'fail' });
    expect(strict.verdict.conclusion).toBe('leak');
    expect(strict.checks[0]).toMatchObject({ subject: 'a', level: 'leak', passed: false });
  });

  it('that is not there any more warns of that, and fails where that is asked for', () => {
    expect(failedOf([], runOf(), { accepted: [entry] })).toMatchObject([
      { metric: 'unmatched-acceptances', level: 'warn', message: expect.stringContaining('`a` (shop team') },
    ]);
    const { verdict } = judgeRun([], runOf(), { accepted: [entry], onExpired: 'fail' });
    expect(verdict).toMatchObject({ conclusion: 'leak', nextStep: expect.stringContaining('Remove the entries') });
  });

  it('is not called gone by a run without a verdict', () => {
    const endedEarly = { message: 'the run was cancelled', hint: null, during: null };
    const failed = failedOf([], runOf({ endedEarly }), { accepted: [entry], onExpired: 'fail' });
    expect(failed.map(({ metric }) => metric)).toEqual(['completed']);
  });

  it('does not count to the sum', () => {
    const limits = { accepted: [entry], maxGrowthPerRequest: 1e6, maxGrowth: 0 };
    expect(conclusionOf([leak], runOf(), limits)).toBe('pass');
  });
});
