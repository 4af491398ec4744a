import { describe, expect, test } from 'vitest';
import { EFFORTS } from '../../src/growth/efforts.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';
import { type Effort, nextStep, type Pace } from '../../src/growth/next-step.ts';
import type { RoundFacts } from '../../src/growth/track.ts';

const EFFORT: Effort = { ...EFFORTS.default, rarest: null };
const BASELINE: RoundFacts = { kind: 'baseline', requests: 0, connections: 0, seconds: 0 };

function pace(requestsPerSecond: number, changes: Partial<Pace> = {}): Pace {
  return {
    requestsPerSecond,
    bytesPerRequest: 10,
    descriptorsPerRequest: 0,
    descriptorRoom: 50,
    connections: 10,
    fixedRequests: null,
    fixedRounds: null,
    secondsLeft: 250,
    heapLeft: 2e9,
    oneLeakDecides: true,
    longestTimerMs: 0,
    ...changes,
  };
}

function firstRound(requestsPerSecond: number, changes: Partial<Pace> = {}): number {
  const step = nextStep([], [BASELINE], pace(requestsPerSecond, changes), EFFORT);
  return step.kind === 'round' ? step.requests : 0;
}

describe('the size of a round', () => {
  test('is 0.8 s of load', () => {
    expect(firstRound(2000)).toBe(1601);
  });
  test('is at most 4,000 requests', () => {
    expect(firstRound(50_000)).toBe(4001);
  });
  test('is 600 requests for a slow service', () => {
    expect(firstRound(400)).toBe(601);
  });
  test('unless these took twice as long as a round should', () => {
    expect(firstRound(100)).toBe(163);
  });
  test('adds no more than 4 MB to the heap', () => {
    expect(firstRound(2000, { bytesPerRequest: 40_000 })).toBeLessThanOrEqual(101);
  });
});

describe('a confirmation', () => {
  const rounds: RoundFacts[] = [
    BASELINE,
    ...[83, 131, 103].map((requests): RoundFacts => ({ kind: 'round', requests, connections: 10, seconds: 2 })),
    { kind: 'idle', requests: 0, connections: 0, seconds: 2 },
  ];
  const numbers = (leastTotal: number): Judgement => ({
    track: {
      key: 'size of watched 0',
      unit: 'objects',
      ancestors: [],
      leastPerRequest: 0,
      leastTotal,
      values: [50, 133, 264, 367, 367],
    },
    rate: { perRequest: 1, total: 317, requests: 317, dispersion: 1 },
    status: null,
    need: 'confirmation',
    bound: null,
    because: '',
  });
  const requestsFor = (leastTotal: number): number => {
    const step = nextStep([numbers(leastTotal)], rounds, pace(150), EFFORT);
    return step.kind === 'confirmation' ? step.requests : 0;
  };

  test('is as long as the rounds together and as long again', () => {
    expect(requestsFor(0)).toBe(641);
  });
  test('sends three times what was sent before where code removes under a condition that no number stands for', () => {
    const open: Judgement = { ...numbers(0), need: 'far-confirmation' };
    expect(nextStep([open], rounds, pace(60), EFFORT)).toMatchObject({ kind: 'confirmation', requests: 953 });
    // 15 s at least: a busy machine has sent few before.
    expect(nextStep([open], rounds, pace(150), EFFORT)).toMatchObject({ kind: 'confirmation', requests: 2251 });
    // As long as all loads before, whatever that adds to the heap.
    const large = { ...pace(150), bytesPerRequest: 100_000 };
    expect(nextStep([open], rounds, large, EFFORT)).toMatchObject({ kind: 'confirmation', requests: 349 });
    // 45 s at most.
    expect(nextStep([open], rounds, pace(10), EFFORT)).toMatchObject({ kind: 'confirmation', requests: 457 });
  });
  test('of a slow service is long enough to show that a rate falls', () => {
    const requests = (perRequest: number): number => {
      const cache = { ...numbers(0), rate: { perRequest, total: 317 * perRequest, requests: 317, dispersion: 1 } };
      const step = nextStep([cache], rounds, pace(40), EFFORT);
      return step.kind === 'confirmation' ? step.requests : 0;
    };
    expect(requests(0.8)).toBe(967);
    expect(requests(1)).toBe(331);
  });
  test('passes the size at which queues are compacted', () => {
    expect(317 + requestsFor(1500)).toBeGreaterThan(1500);
  });
  test('but not by more than half of the time that is left', () => {
    const step = nextStep([numbers(1200)], rounds, pace(150, { secondsLeft: 5 }), EFFORT);
    expect(step.kind === 'confirmation' ? step.requests : 0).toBeLessThanOrEqual(0.5 * 5 * 150 + 10);
  });
  test('gives that up where it would take longer than 10 s', () => {
    expect(requestsFor(6000)).toBe(641);
  });
});
