import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from '../../src/inspector/settle.ts';

/** A service whose heap reads as recorded after each collection. */
function recorded(...heapUsed: number[]) {
  const calls: string[] = [];
  let collections = 0;
  return {
    calls,
    discardConsoleEntries: async () => {
      calls.push('discard');
    },
    collectGarbage: async () => {
      collections += 1;
      calls.push('collect');
    },
    turnEventLoop: async () => {
      calls.push('turn');
    },
    readHeapUsed: async () => {
      calls.push('read');
      return heapUsed[collections - 1] ?? Number.NaN;
    },
  };
}

describe('settling', () => {
  afterEach(() => vi.restoreAllMocks());

  it('takes at least two collections, each followed by a turn of the event loop', async () => {
    const service = recorded(4_376_552, 4_376_712);
    expect(await settle(service)).toMatchObject({ settled: true, collections: 2 });
    expect(service.calls).toEqual(['discard', 'collect', 'turn', 'read', 'collect', 'turn', 'read']);
  });

  it('goes on while finalisers still free memory', async () => {
    expect(await settle(recorded(9_000_000, 7_000_000, 5_000_000, 4_000_000, 3_999_000))).toMatchObject({
      settled: true,
      collections: 5,
    });
  });

  // Readings of a fresh service on Node 20.20.2: neighbours never agree.
  it('sees through the swings of Node 20', async () => {
    expect(await settle(recorded(3_590_840, 3_423_744, 3_590_728, 3_643_936, 3_438_376, 3_592_264))).toMatchObject({
      settled: true,
      collections: 3,
    });
  });

  it('says so when the heap does not come to rest', async () => {
    const growing = recorded(...Array.from({ length: 20 }, (_, i) => 5_000_000 + i * 5000));
    expect(await settle(growing)).toMatchObject({ settled: false, collections: 8 });
  });

  it.each([
    [300, 4],
    [100, 8],
  ])('with collections of %i ms, %i are enough', async (milliseconds, expected) => {
    const growing = recorded(...Array.from({ length: 20 }, (_, i) => 5_000_000 + i * 5000));
    const collections = (): number => growing.calls.filter((call) => call === 'collect').length;
    vi.spyOn(performance, 'now').mockImplementation(() => milliseconds * collections());
    expect(await settle(growing)).toMatchObject({
      settled: false,
      collections: expected,
      durationMs: milliseconds * expected,
    });
  });

  it('passes on what the session says', async () => {
    const gone = new Error('the session is gone');
    await expect(settle({ ...recorded(1), collectGarbage: () => Promise.reject(gone) })).rejects.toBe(gone);
  });
});
