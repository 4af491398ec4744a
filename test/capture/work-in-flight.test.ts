import { describe, expect, it } from 'vitest';
import type { CaptureRecord } from '../../src/capture/manifest.ts';
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
