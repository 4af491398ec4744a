import { describe, expect, it } from 'vitest';
import { startMemoryTimeline } from '../../src/inspector/memory-timeline.ts';

const reading = {
  heapUsed: 1,
  heapTotal: 2,
  external: 3,
  arrayBuffers: 4,
  rss: 5,
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
    expect(timeline.readings).toEqual([{ atMs: 42, ...reading }]);
    service.answer();
    await timeline.stop();
  });

  it('rests only once the question under way is answered', async () => {
    const service = slowService();
    const first = service.nextAsked();
    const timeline = startMemoryTimeline({ session: service, nowMs: () => 0, intervalMs: 1 });
    await first;
    let rests = false;
    const paused = timeline.pause().then(() => {
      rests = true;
    });
    await Promise.resolve();
    expect(rests).toBe(false);
    service.answer();
    await paused;
    expect(timeline.readings).toHaveLength(1);
    await timeline.stop();
    timeline.resume();
    await new Promise((done) => setTimeout(done, 20));
    expect(service.asked()).toBe(1);
  });
});
