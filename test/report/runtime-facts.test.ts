import { describe, expect, test } from 'vitest';
import type { TimelineReading } from '../../src/inspector/memory-reading.ts';
import { changedCounts, runtimeFacts } from '../../src/report/runtime-facts.ts';
import * as samples from './sample-reports.ts';

const any = samples.reportOf({}).timeline[0]!;

/** A reading at `atMs` after so many collections of the whole heap. */
function at(atMs: number, major: number, maxMs: number, settled = false): TimelineReading {
  return {
    ...any,
    atMs,
    settled,
    garbageCollections: { minor: 10 * major, major, ms: 5 * major },
    eventLoopDelay: { meanMs: 1, maxMs },
  };
}

describe('what the collector did', () => {
  test("leaves out what leakgate forces before a settled reading and a snapshot's pause after it", () => {
    const timeline = [at(0, 0, 1), at(500, 1, 7), at(700, 6, 40, true), at(1500, 9, 800), at(2000, 11, 3)];
    expect(runtimeFacts(timeline)).toEqual({
      minorCollections: 30,
      majorCollections: 3,
      collectionMs: 15,
      seconds: 1,
      longestDelayMs: 7,
    });
  });

  test('is unknown where only settled readings are left', () => {
    expect(runtimeFacts([at(0, 0, 1), at(500, 2, 1, true)])).toBeNull();
    expect(runtimeFacts([])).toBeNull();
  });
});

describe('what became more or fewer', () => {
  test('is told between settled readings, the largest change first', () => {
    const settled = (activeResources: Record<string, number>, detachedContexts: number): TimelineReading => ({
      ...any,
      settled: true,
      activeResources,
      detachedContexts,
    });
    const running: TimelineReading = { ...any, settled: false, activeResources: { TCPSocketWrap: 10 } };
    expect(
      changedCounts([settled({ Timeout: 2, Immediate: 1 }, 0), running, settled({ Timeout: 902 }, 40), running]),
    ).toEqual([
      { name: 'Timeout', from: 2, to: 902 },
      { name: 'detached contexts', from: 0, to: 40 },
      { name: 'Immediate', from: 1, to: 0 },
    ]);
  });
});
