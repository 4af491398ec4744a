import { describe, expect, it } from 'vitest';
import { rampUp } from '../../src/capture/ramp-up.ts';
import type { LoadSummary } from '../../src/load/load-summary.ts';

function summary(requests: number, perSecond: number, failed = 0): LoadSummary {
  const durationMs = Math.max(1, (1000 * requests) / perSecond);
  const succeeded = requests - failed;
  return { planned: requests, succeeded, failed, perRequest: [], firstFailure: null, durationMs, endedEarly: null };
}

describe('rampUp', () => {
  it('rises in five steps to all connections, each as long as the others at the speed that was seen', async () => {
    const steps: [number, number][] = [];
    const load = async (requests: number, connections: number) => {
      steps.push([requests, connections]);
      return summary(requests, 100 * connections);
    };
    const requests = await rampUp({ connections: 10, rate: null, durationMs: 5000, load });
    expect(steps.map(([, connections]) => connections)).toEqual([2, 4, 6, 8, 10]);
    // The first is sized without knowing the speed; from then on a second each.
    expect(steps.map(([each]) => each)).toEqual([20, 400, 600, 800, 1000]);
    expect(requests).toBe(2820);
  });

  it('raises the rate where there is one, and takes one connection at least', async () => {
    const steps: (number | null)[][] = [];
    const load = async (requests: number, connections: number, rate: number | null) => {
      steps.push([requests, connections, rate]);
      return summary(requests, rate ?? 1);
    };
    await rampUp({ connections: 1, rate: 50, durationMs: 1000, load });
    expect(steps).toEqual([
      [2, 1, 10],
      [4, 1, 20],
      [6, 1, 30],
      [8, 1, 40],
      [10, 1, 50],
    ]);
  });

  it('ends with the reason when the service fails', async () => {
    const load = async (requests: number) => summary(requests, 100, requests);
    await expect(rampUp({ connections: 10, rate: null, durationMs: 1000, load })).rejects.toMatchObject({
      code: 'LOAD_FAILED',
      message: 'In the ramp 4 of 4 requests failed.',
    });
  });
});
