import { expect, it } from 'vitest';
import { type ComparableRun, comparableRun } from '../../src/compare/comparable-run.ts';
import { growsAsTheBase } from '../../src/compare/compare-heaps.ts';

/** A run of 1,000 requests whose heap gained so many bytes per request, a fifth of them V8's own. */
function run(bytesPerRequest: number): ComparableRun {
  const round = (requests: number) => {
    const heapUsed = 5e6 + requests * bytesPerRequest;
    return {
      requests,
      idle: requests === 0,
      heapUsed,
      snapshot: { bytes: heapUsed, ownBytes: 1e6 + (requests * bytesPerRequest) / 5 },
    };
  };
  return comparableRun({
    commit: null,
    conclusion: 'leak',
    reason: null,
    nodeVersion: null,
    findings: [],
    rounds: [round(0), round(1000)],
    oneObjectPerRequests: null,
    sent: [],
    classGrowth: [],
  });
}

it('is as fast within a tenth, and what V8 adds counts only where the whole heap is asked for', () => {
  expect(growsAsTheBase('heap', run(1000), run(1090))).toEqual({ base: 1000, head: 1090 });
  expect(growsAsTheBase('objects', run(1000), run(900))).toEqual({ base: 800, head: 720 });
});

it('is not known as the same where it is faster, where the base does not grow, or where a baseline is older', () => {
  expect(growsAsTheBase('heap', run(1000), run(1200))).toBeNull();
  expect(growsAsTheBase('objects', run(-1), run(-2))).toBeNull();
  const { heapUsedPerRequest: _, ...older } = run(1000);
  expect(growsAsTheBase('heap', older, run(1000))).toBeNull();
});
