import { describe, expect, it } from 'vitest';
import { plainPolicy } from '../../src/policy/leak-policy.ts';
import { judgeRun, type RunFacts } from '../../src/verdict/judge.ts';
import type { MemoryFacts } from '../../src/verdict/memory-checks.ts';

const round = { loaded: true, planned: 1000, succeeded: 1000, failed: 0, settled: true };

function judge(memory: Partial<MemoryFacts>, maxRssGrowthPerRequest: number | null = null) {
  const run: RunFacts = {
    rounds: [{ ...round, loaded: false }, round, round, round],
    endedEarly: null,
    failedLoad: null,
    positiveControl: null,
    figures: {
      'off-heap-growth-per-request': 0,
      'file-descriptors-per-request': 0,
      'peak-heap': 1e6,
      'peak-rss': 1e6,
      'gc-time-share': 0,
    },
    memory: { unexplained: null, asInBase: null, rss: null, drift: null, arrayBuffers: null, watched: [], ...memory },
  };
  return judgeRun([], run, {
    policy: { ...plainPolicy, maxRssGrowthPerRequest },
    today: '2026-06-30',
    changes: null,
    accepted: [],
  });
}

const rss = { median: 1500, low: 1200, high: 1900, rates: [1200, 1500, 1900] };

describe('growth that no finding explains', () => {
  it('is no pass: the reason has the numbers, and the next step', () => {
    const { verdict } = judge({
      unexplained: {
        among: 'objects',
        standing: 'confirmed',
        bytesPerRequest: 98.7,
        bytes: 1.2e6,
        rates: [100, 100, 100, 98],
      },
    });
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.because[0]).toContain('99 B per request, 1.2 MB in all, in each of 4 rounds');
    expect(verdict.nextStep).toContain('growth per class');
  });

  it('only warns where the heap of the base grows as fast', () => {
    const { verdict, checks } = judge({
      unexplained: { among: 'heap', standing: 'confirmed', bytesPerRequest: 2132, bytes: 2.1e6, rates: [2132] },
      asInBase: { base: 10_400, head: 9900 },
    });
    expect(verdict.conclusion).toBe('pass');
    expect(verdict.because[0]).toMatch(/the base's heap grows as fast, 10 kB per request in all, and 9900 B here\.$/);
    expect(checks).toContainEqual(expect.objectContaining({ metric: 'unexplained-bytes-per-request', passed: false }));
  });
});

describe('RSS', () => {
  it('over its limit fails, and names the option that allows it', () => {
    const { verdict } = judge({ rss: { ...rss, standing: 'over' } }, 1000);
    expect(verdict.conclusion).toBe('leak');
    expect(verdict.because[0]).toContain('1500 B per request in the median, between 1200 B and 1900 B');
    expect(verdict.nextStep).toContain('max-rss-growth-per-request');
  });

  it('within its limit passes, and is listed among the checks', () => {
    const { verdict, checks } = judge({ rss: { ...rss, standing: 'within' } }, 2000);
    expect(verdict.conclusion).toBe('pass');
    expect(checks).toContainEqual(
      expect.objectContaining({ metric: 'rss-bytes-per-request', limit: 2000, passed: true }),
    );
  });

  it('that cannot be told from its limit, or was not judged, is no pass', () => {
    expect(judge({ rss: { ...rss, standing: 'open' } }, 1500).verdict.conclusion).toBe('inconclusive');
    const { verdict } = judge({}, 1500);
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.nextStep).toContain('time-limit');
  });

  it('alone only warns without a limit', () => {
    const drift = { rounds: 3, bytes: 9e7, bytesPerRequest: 30_000, heapBytes: 3e6 };
    const { verdict, checks } = judge({ drift, rss: { ...rss, standing: 'over' } });
    expect(verdict.conclusion).toBe('pass');
    expect(checks.filter(({ passed }) => !passed)).toMatchObject([{ metric: 'rss-bytes-per-request', level: 'warn' }]);
  });
});

describe('ArrayBuffers', () => {
  it('that no snapshot holds are a warning from 1 MB and a fifth of their growth on', () => {
    const warned = (counted: number, inSnapshots: number): number =>
      judge({ arrayBuffers: { counted, inSnapshots } }).checks.filter(({ passed }) => !passed).length;
    expect(warned(8e6, 1e6)).toBe(1);
    expect(warned(8e6, 7.5e6)).toBe(0);
    expect(warned(0.9e6, 0)).toBe(0);
    // WebAssembly memory.
    expect(warned(0, 8e6)).toBe(0);
  });
});

describe('a heap that was only watched', () => {
  it('forbids a pass when it grew, and is named with its numbers', () => {
    const name = 'thread 2 of pid 7 (render.js)';
    const { verdict } = judge({ watched: [{ name, bytesPerRequest: 325, bytes: 9.1e5, rates: [330, 321, 324] }] });
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.because[0]).toBe(
      'The heap of thread 2 of pid 7 (render.js), which was only watched, grew by 325 B per request, 910 kB in all, in 3 rounds (330 B, 321 B, 324 B per request).',
    );
    expect(verdict.nextStep).toMatch(/^Raise time-limit/);
  });
});
