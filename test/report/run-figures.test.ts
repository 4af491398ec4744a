import { expect, test } from 'vitest';
import type { Manifest } from '../../src/capture/manifest.ts';
import { runFigures } from '../../src/report/run-figures.ts';
import { reportOf } from './sample-reports.ts';

const [reading] = reportOf({}).timeline;
type Reading = Manifest['timeline'][number];

function at(atMs: number, changes: Partial<Reading> = {}): Reading {
  return {
    ...reading!,
    atMs,
    settled: false,
    garbageCollections: { ...reading!.garbageCollections, ms: 0 },
    ...changes,
  };
}

function capture(requests: number, memory: Partial<Reading>): Manifest['captures'][number] {
  return { requests, memory: { ...reading!, ...memory } } as unknown as Manifest['captures'][number];
}

test('growth is told per request between settled readings, peaks are the highest of all readings', () => {
  const captures = [
    capture(0, { external: 1000, openFileDescriptors: 20, heapUsed: 5, rss: 50 }),
    capture(100, { external: 1500, openFileDescriptors: 30, heapUsed: 6, rss: 60 }),
    capture(400, { external: 3500, openFileDescriptors: 45, heapUsed: 7, rss: 70 }),
  ];
  expect(runFigures({ captures, timeline: [at(0, { heapUsed: 99, rss: 1 })] })).toMatchObject({
    'off-heap-growth-per-request': 5,
    'file-descriptors-per-request': 0.05,
    'peak-heap': 99,
    'peak-rss': 70,
  });
});

test('what was not measured is null, never 0', () => {
  const unknown = {
    'off-heap-growth-per-request': null,
    'file-descriptors-per-request': null,
    'peak-heap': null,
    'peak-rss': null,
    'gc-time-share': null,
  };
  expect(runFigures({ captures: [], timeline: [] })).toEqual(unknown);
  const captures = [capture(0, { openFileDescriptors: null }), capture(10, { openFileDescriptors: 7 })];
  expect(runFigures({ captures, timeline: [] })['file-descriptors-per-request']).toBeNull();
});

test('memory that shrank did not grow', () => {
  const captures = [capture(0, { external: 9000 }), capture(10, { external: 10 })];
  expect(runFigures({ captures, timeline: [] })['off-heap-growth-per-request']).toBe(0);
});

test('the share of collections leaves out what leakgate did itself, and what was waited for another run', () => {
  const collected = (ms: number) => ({ garbageCollections: { ...reading!.garbageCollections, ms } });
  const timeline = [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000].map((ms, i) => at(ms, collected(i * 50)));
  expect(runFigures({ captures: [], timeline })['gc-time-share']).toBeCloseTo(0.1, 6);
  expect(runFigures({ captures: [], timeline, waitedMs: 2000 })['gc-time-share']).toBeCloseTo(0.2, 6);
  expect(runFigures({ captures: [], timeline, waitedMs: 3500 })['gc-time-share']).toBeNull();
});
