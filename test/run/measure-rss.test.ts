import { describe, expect, test } from 'vitest';
import { Recording } from '../../src/capture/recording.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';
import { BLOCKS, judgeRss } from '../../src/growth/rss-growth.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { measureRss } from '../../src/run/measure-rss.ts';
import type { PlanDependencies } from '../../src/run/plan-dependencies.ts';

/** A service that exists as numbers only: RSS by requests so far, with steps of the allocator. */
async function measure(
  rssAfter: (requests: number, block: number) => number,
  settings: { readonly limit: number | null; readonly timeLimitMs?: number; readonly leaks?: boolean },
) {
  const { limit, timeLimitMs = 600_000, leaks = false } = settings;
  const options = { maxRssGrowthPerRequest: limit, connections: 10, timeLimitMs } as unknown as GateOptions;
  const recording = new Recording(options, { version: '1.2.3', program: 'node dist/cli.js' }, '/repository');
  recording.warmUp = {
    requests: 500,
    durationMs: 1000,
    requestsPerSecond: 2000,
    bytesPerRequest: 0,
    steady: true,
  } as never;
  const sizes: number[] = [];
  let sent = 0;
  const capture = {
    block: async (requests: number) => {
      sent += requests;
      if (requests > 0) sizes.push(requests);
      return { requests, rss: rssAfter(sent, sizes.length) };
    },
  };
  const deps = { capture, options, recording, on: () => undefined } as unknown as PlanDependencies;
  await measureRss(deps, leaks ? [{ status: 'leak' } as Judgement] : []);
  return { sizes, notes: recording.notes, judgement: limit === null ? null : judgeRss(recording.rssReadings, limit) };
}

describe('measuring RSS against a limit', () => {
  test('sends nothing without a limit', async () => {
    expect((await measure(() => 1e8, { limit: null })).sizes).toEqual([]);
  });

  test('takes blocks in which growth at the limit would be 2 MB, once where that decides', async () => {
    const { sizes, judgement } = await measure((requests) => 1e8 + 3000 * requests, { limit: 1000 });
    expect(sizes).toEqual(Array.from({ length: BLOCKS }, () => 2000));
    expect(judgement).toMatchObject({ standing: 'over', median: 3000 });
  });

  test('doubles the blocks until what the allocator adds by itself no longer matters', async () => {
    // 3 MB up or down with every block, whatever its size.
    const { sizes, judgement } = await measure((_, block) => 1e8 + (block % 2) * 3e6, { limit: 1000 });
    expect(new Set(sizes)).toEqual(new Set([2000, 4000]));
    expect(judgement!.standing).toBe('within');
  });

  test('says what it would take where the time is not enough, and keeps what it has', async () => {
    const { notes, judgement } = await measure((_, block) => 1e8 + (block % 2) * 3e6, {
      limit: 1000,
      timeLimitMs: 25_000,
    });
    expect(judgement!.standing).toBe('open');
    expect(notes).toEqual([
      expect.stringMatching(/^RSS needs more requests .*11 loads of 4,000 requests .*time-limit/),
    ]);
    const none = await measure(() => 1e8, { limit: 1000, timeLimitMs: 5000 });
    expect(none.judgement).toBeNull();
    expect(none.notes).toEqual([expect.stringMatching(/^RSS was not judged/)]);
  });

  test('leaves a service alone whose leak was found', async () => {
    const { sizes, notes } = await measure(() => 1e8, { limit: 1000, leaks: true });
    expect(sizes).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('a leak was confirmed before')]);
  });
});
