import { describe, expect, it } from 'vitest';
import { watchQuiescence } from '../../src/capture/quiescence.ts';

const { signal } = new AbortController();
/** Connections as they are counted one time after the other; the last number stays. */
const counting = (...counts: number[]) => ({ count: async () => (counts.length > 1 ? counts.shift()! : counts[0]!) });

describe('quiescing', () => {
  it('waits until the service has seen the connections closed', async () => {
    const quiescence = await watchQuiescence(counting(2, 10, 7, 2, 2), 0);
    expect(await quiescence.reach(signal)).toBe(0);
  });

  it('gives up after 700 ms without a change, tells how many are still open, and waits only for three more than those from then on', async () => {
    let counts = [2];
    const count = async (): Promise<number> => (counts.length > 1 ? counts.shift()! : counts[0]!);
    const quiescence = await watchQuiescence({ count }, 0);
    counts = [5];
    const began = performance.now();
    expect(await quiescence.reach(signal)).toBe(3);
    const gaveUp = performance.now();
    expect(gaveUp - began).toBeGreaterThanOrEqual(700);
    expect(await quiescence.reach(signal)).toBe(3);
    expect(performance.now() - gaveUp).toBeLessThan(500);
    counts = [11, 8, 7, 6];
    expect(await quiescence.reach(signal)).toBe(5);
    expect(counts).toEqual([6]);
  });

  it('goes on for 2 s while connections are closed', async () => {
    let open = 2;
    const quiescence = await watchQuiescence({ count: async () => open }, 0);
    open = 1000;
    const closing = setInterval(() => open--, 20);
    const began = performance.now();
    expect(await quiescence.reach(signal)).toBeGreaterThan(800);
    expect(performance.now() - began).toBeGreaterThanOrEqual(2000);
    clearInterval(closing);
  });

  it('then waits for the settle-time', async () => {
    const quiescence = await watchQuiescence(counting(0), 80);
    const began = performance.now();
    await quiescence.reach(signal);
    expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  });
});
