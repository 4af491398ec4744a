import { describe, expect, it } from 'vitest';
import type { CaptureRecord } from '../../src/capture/manifest.ts';
import { followPlan } from '../../src/run/follow-plan.ts';
import type { PlanDependencies } from '../../src/run/plan-dependencies.ts';
import { movingPath } from '../support/moving-path.ts';

const KEY = 'root → server → scope → columns → entry';
const REFUSED = '7790 of 102911 requests failed (PUT /positions/{{id}} → 503)';
const KINDS = ['baseline', 'round', 'round', 'round', 'idle', 'confirmation'] as const;
const REQUESTS = [0, 997, 1613, 1277, 0, 7001];

/** The plan for one path that gained so many objects, in a service that refuses the next load. */
async function planFor(
  gains: readonly number[],
  recorded = gains.length,
): Promise<{ told: string[]; notes: string[]; loads: unknown[][]; viewedAfter: number }> {
  const objects = gains.map((_, i) => gains.slice(0, i + 1).reduce((sum, gain) => sum + gain, 1000));
  const path = movingPath(KEY.split(' → '), objects);
  const memory = {
    activeResources: {},
    openFileDescriptors: null,
    external: 0,
    arrayBuffers: 0,
    nativeContexts: 1,
    heapUsed: 5e6,
  };
  const all = gains.map((_, index) => ({
    index,
    kind: KINDS[index],
    requests: REQUESTS[index],
    connections: 10,
    durationMs: 1000,
    load: REQUESTS[index] === 0 ? null : { durationMs: 1000 },
    memory: { ...memory, heapSizeLimit: 2e9 },
    snapshot: { bytes: 5e6, ownBytes: 1e6, arrayBufferBytes: 0 },
  })) as unknown as CaptureRecord[];
  const captures = all.slice(0, recorded);
  let viewedAfter = -1;
  const loads: unknown[][] = [];
  const notes: string[] = [];
  const deps = {
    options: { depth: 'default', sensitivity: null, connections: 10, requests: null, rounds: null, limits: [] },
    capture: {
      round: async (...given: unknown[]) => {
        loads.push(given);
        if (given[0] === 'confirmation') return REFUSED;
        captures.push(all[captures.length]!);
        return null;
      },
    },
    session: { readPendingTimers: async () => [] },
    engine: {
      view: async () => {
        if (viewedAfter < 0) viewedAfter = captures.length;
        return { moving: [path], classes: [], gains: new Map() };
      },
      describe: async (targets: readonly unknown[]) => targets.map(() => null),
    },
    recording: {
      captures,
      liveReadings: [],
      watchedSizes: [],
      notes,
      warmUp: null,
      secondsLeft: () => 300,
      requestsPerSecond: () => 1000,
    },
    on: () => undefined,
  } as unknown as PlanDependencies;
  const judgements = await followPlan(deps);
  return { told: judgements.map(({ status }) => status ?? 'open'), notes, loads, viewedAfter };
}

describe('a longer load that the service refuses', () => {
  it('is left out where the verdict stands without it, and said so', async () => {
    const { told, notes, loads } = await planFor([0, 997, 1613, 1277, 0, 2900]);
    expect(told).toEqual(['plateau']);
    expect(loads).toEqual([['confirmation', expect.any(Number), 10, expect.any(String), true]]);
    expect(notes).toEqual([expect.stringContaining(`because the service refused it: ${REFUSED}`)]);
  });

  it('is no spare one where a suspect is open', async () => {
    const { told, loads } = await planFor([0, 997, 1613, 1277, 0, 5200]);
    expect(told).toEqual(['open']);
    expect(loads).toEqual([['confirmation', expect.any(Number), 10, expect.any(String), false]]);
  });
});

it('what the first rounds show is asked for when all of them are taken, for none depends on it', async () => {
  const { loads, viewedAfter } = await planFor([0, 10, 0, 0], 1);
  expect(loads.map(([kind]) => kind)).toEqual(['round', 'round', 'round']);
  expect(viewedAfter).toBe(4);
});
