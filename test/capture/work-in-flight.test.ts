import { describe, expect, it } from 'vitest';
import type { CaptureRecord } from '../../src/capture/manifest.ts';
import { quiesce } from '../../src/capture/quiesce.ts';
import { describeWorkInFlight } from '../../src/capture/work-in-flight.ts';

function capture(activeResources: Record<string, number>, inFlight = { connections: 0, timers: 0 }): CaptureRecord {
  return { memory: { activeResources }, inFlight, load: {} } as unknown as CaptureRecord;
}

describe('work in flight', () => {
  it('is nothing where a pool or a few timers stay as they are', () => {
    const pool = { TCPSocketWrap: 20, TCPServerWrap: 1, PipeWrap: 2 };
    expect(describeWorkInFlight([capture(pool), capture(pool, { connections: 0, timers: 2 })])).toBeNull();
  });

  it('is told at its most, connections and their sockets once', () => {
    const captures = [
      capture({}),
      capture({ TCPSocketWrap: 10 }, { connections: 10, timers: 30 }),
      capture({ FSReqPromise: 4 }, { connections: 0, timers: 1200 }),
    ];
    expect(describeWorkInFlight(captures)).toContain('up to 10 connections, 1,200 timers, 4 file operations.');
  });
});

describe('quiescing', () => {
  const { signal } = new AbortController();
  const counting = (...counts: number[]) => ({ count: async () => (counts.length > 1 ? counts.shift()! : counts[0]!) });

  it('waits until the service has seen the connections closed', async () => {
    const connections = counting(10, 7, 2, 2);
    expect(await quiesce({ connections, openBefore: 2, settleTimeMs: 0, signal })).toBe(0);
  });

  it('gives up after 2 s and tells how many are still open', async () => {
    const began = performance.now();
    expect(await quiesce({ connections: counting(5), openBefore: 2, settleTimeMs: 0, signal })).toBe(3);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('then waits for the settle-time', async () => {
    const began = performance.now();
    await quiesce({ connections: counting(0), openBefore: 0, settleTimeMs: 80, signal });
    expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  });
});
