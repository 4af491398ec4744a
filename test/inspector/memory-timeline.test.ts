import { describe, expect, it } from 'vitest';
import { startMemoryTimeline } from '../../src/inspector/memory-timeline.ts';

const reading = {
  heapUsed: 1,
  heapTotal: 2,
  external: 3,
  arrayBuffers: 4,
  rss: 5,
  rssParts: null,
  garbageCollections: { minor: 0, major: 0, ms: 0 },
  eventLoopDelay: { meanMs: 0, maxMs: 0 },
  openFileDescriptors: null,
  activeResources: {},
  nativeContexts: 1,
  detachedContexts: 0,
  mallocedMemory: 6,
  heapSizeLimit: 7,
};

/** A service that answers only when told to. */
function slowService() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  let whenAsked = (): void => undefined;
  return {
    asked: () => asked,
    nextAsked: () =>
      new Promise<void>((done) => {
        whenAsked = done;
      }),
    answer: () => waiting.shift()?.(),
    readMemory: () => {
      asked += 1;
      whenAsked();
      return new Promise<typeof reading>((done) => waiting.push(() => done(reading)));
    },
  };
}

describe('the memory timeline', () => {
  it('never asks again before the answer to the question before', async () => {
    const service = slowService();
    const first = service.nextAsked();
    const timeline = startMemoryTimeline({ session: service, nowMs: () => 42, intervalMs: 1 });
    await first;
    await new Promise((done) => setTimeout(done, 30));
    expect(service.asked()).toBe(1);
    const second = service.nextAsked();
    service.answer();
    await second;
    expect(timeline.readings).toEqual([{ atMs: 42, ...reading, settled: false }]);
    service.answer();
    await timeline.stop();
  });

  it('rests only once the question under way and a last one are answered', async () => {
    const service = slowService();
    const first = service.nextAsked();
    const timeline = startMemoryTimeline({ session: service, nowMs: () => 0, intervalMs: 1 });
    await first;
    let rests = false;
    const paused = timeline.pause().then(() => {
      rests = true;
    });
    const last = service.nextAsked();
    await Promise.resolve();
    expect(rests).toBe(false);
    service.answer();
    await last;
    expect(rests).toBe(false);
    service.answer();
    await paused;
    expect(timeline.readings).toHaveLength(2);
    await timeline.stop();
    timeline.resume();
    await new Promise((done) => setTimeout(done, 20));
    expect(service.asked()).toBe(2);
  });

  it('takes in settled readings on the same clock and reads at once when it begins again', async () => {
    const service = slowService();
    let nowMs = 10;
    const timeline = startMemoryTimeline({ session: service, nowMs: () => nowMs, intervalMs: 60_000 });
    const asked = service.nextAsked();
    const paused = timeline.pause();
    await asked;
    service.answer();
    await paused;
    nowMs = 20;
    timeline.settled({ atMs: nowMs, ...reading });
    nowMs = 30;
    timeline.resume();
    expect(service.asked()).toBe(2);
    service.answer();
    await timeline.stop();
    timeline.settled({ atMs: 40, ...reading });
    expect(timeline.readings.map(({ atMs, settled }) => [atMs, settled])).toEqual([
      [10, false],
      [20, true],
      [30, false],
    ]);
  });

  it('ends with the reason when the service is gone, and asks no more', async () => {
    let asked = 0;
    const gone = new Error('gone');
    const session = {
      readMemory: async (): Promise<never> => {
        asked += 1;
        throw gone;
      },
    };
    const timeline = startMemoryTimeline({ session, nowMs: () => 0, intervalMs: 1 });
    await timeline.pause();
    timeline.resume();
    await timeline.pause();
    expect(asked).toBe(1);
    expect(timeline.failure()).toBe(gone);
    expect(timeline.readings).toEqual([]);
    await timeline.stop();
  });
});
